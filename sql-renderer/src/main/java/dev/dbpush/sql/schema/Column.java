package dev.dbpush.sql.schema;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param position 1-based, without the gaps of dropped columns; not compared
 * @param type with its modifier
 * @param collation as SQL, or null for the type's
 * @param notNull whether it refuses nulls, by a constraint with the usual name and properties
 * @param identity or null
 * @param generated or null
 * @param storage PLAIN, MAIN, EXTERNAL or EXTENDED; empty for the type's own
 * @param compression pglz or lz4; empty for the default
 * @param statistics the target, -1 for the default
 * @param options n_distinct=… and the like
 * @param inherited whether a parent has it too; not compared
 * @param local whether the table declares it itself; not compared
 */
public record Column(
    ObjectId id,
    Traits traits,
    int position,
    String type,
    @Nullable String collation,
    boolean notNull,
    @Nullable Identity identity,
    @Nullable Generated generated,
    String storage,
    String compression,
    int statistics,
    List<String> options,
    boolean inherited,
    boolean local)
    implements SchemaObject {

  /** Copies the lists. */
  public Column {
    options = List.copyOf(options);
  }

  @Override
  public Column with(Traits traits) {
    return new Column(
        id,
        traits,
        position,
        type,
        collation,
        notNull,
        identity,
        generated,
        storage,
        compression,
        statistics,
        options,
        inherited,
        local);
  }

  @Override
  public Column with(ObjectId id) {
    return new Column(
        id,
        traits,
        position,
        type,
        collation,
        notNull,
        identity,
        generated,
        storage,
        compression,
        statistics,
        options,
        inherited,
        local);
  }

  @Override
  public Column comparable() {
    return new Column(
        id,
        traits,
        0,
        type,
        collation,
        notNull,
        identity,
        generated,
        storage,
        compression,
        statistics,
        options,
        false,
        true);
  }

  /** The same with NOT NULL, or without. */
  public Column notNull(boolean yes) {
    return new Column(
        id,
        traits,
        position,
        type,
        collation,
        yes,
        identity,
        generated,
        storage,
        compression,
        statistics,
        options,
        inherited,
        local);
  }

  /** The same with this identity, or without one. */
  public Column identity(@Nullable Identity other) {
    return new Column(
        id,
        traits,
        position,
        type,
        collation,
        notNull,
        other,
        generated,
        storage,
        compression,
        statistics,
        options,
        inherited,
        local);
  }

  /** The same with another column's compression. */
  public Column compressedAs(Column other) {
    return new Column(
        id,
        traits,
        position,
        type,
        collation,
        notNull,
        identity,
        generated,
        storage,
        other.compression,
        statistics,
        options,
        inherited,
        local);
  }

  /** The same of another column's type and collation. */
  public Column ofType(Column other) {
    return new Column(
        id,
        traits,
        position,
        other.type,
        other.collation,
        notNull,
        identity,
        generated,
        storage,
        compression,
        statistics,
        options,
        inherited,
        local);
  }

  /** The same with other attributes that tables share by inheritance. */
  public Column inheriting(Column parent) {
    return new Column(
        id,
        traits,
        position,
        parent.type,
        parent.collation,
        parent.notNull,
        identity,
        parent.generated,
        parent.storage,
        compression,
        parent.statistics,
        options,
        inherited,
        local);
  }

  /**
   * An identity column's sequence.
   *
   * @param always ALWAYS or BY DEFAULT
   * @param sequence the sequence's name where it is not the usual one, or null
   * @param settings its numbers
   */
  public record Identity(boolean always, @Nullable String sequence, SequenceSettings settings)
      implements Serializable {}

  /**
   * A generated column's expression.
   *
   * @param expression as SQL
   * @param stored STORED or VIRTUAL
   */
  public record Generated(String expression, boolean stored) implements Serializable {}
}
