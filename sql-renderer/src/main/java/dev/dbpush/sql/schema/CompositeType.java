package dev.dbpush.sql.schema;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A composite type of its own (not a table's row type).
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param attributes in their order
 */
public record CompositeType(ObjectId id, Traits traits, List<Attribute> attributes)
    implements SchemaObject {

  /** Copies the lists. */
  public CompositeType {
    attributes = List.copyOf(attributes);
  }

  @Override
  public CompositeType with(Traits traits) {
    return new CompositeType(id, traits, attributes);
  }

  @Override
  public CompositeType with(ObjectId id) {
    return new CompositeType(id, traits, attributes);
  }

  /**
   * An attribute.
   *
   * @param name its name
   * @param type with its modifier
   * @param collation as SQL, or null for the type's
   * @param comment its comment, or null
   */
  public record Attribute(
      String name, String type, @Nullable String collation, @Nullable String comment)
      implements Serializable {}
}
