package dev.dbpush.sql.schema;

import java.util.List;

/**
 * An index that belongs to no constraint.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param table what it is on: a table or a materialised view
 * @param definition the whole CREATE INDEX, without a semicolon
 * @param unique whether unique
 * @param partitioned whether on a partitioned table
 * @param valid false for the rest of a failed concurrent build
 * @param clustered whether CLUSTER uses it
 * @param statistics targets set by hand: number=target
 */
public record Index(
    ObjectId id,
    Traits traits,
    ObjectId table,
    String definition,
    boolean unique,
    boolean partitioned,
    boolean valid,
    boolean clustered,
    List<String> statistics)
    implements SchemaObject {

  /** Copies the lists. */
  public Index {
    statistics = List.copyOf(statistics);
  }

  @Override
  public Index with(Traits traits) {
    return new Index(
        id, traits, table, definition, unique, partitioned, valid, clustered, statistics);
  }

  @Override
  public Index with(ObjectId id) {
    return new Index(
        id, traits, table, definition, unique, partitioned, valid, clustered, statistics);
  }

  /** The same with CLUSTER using it, or not. */
  public Index clustered(boolean yes) {
    return new Index(id, traits, table, definition, unique, partitioned, valid, yes, statistics);
  }
}
