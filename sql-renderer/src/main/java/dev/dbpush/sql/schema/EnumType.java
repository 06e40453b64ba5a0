package dev.dbpush.sql.schema;

import java.util.List;

/**
 * An enum type.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param labels in their sort order
 */
public record EnumType(ObjectId id, Traits traits, List<String> labels) implements SchemaObject {

  /** Copies the lists. */
  public EnumType {
    labels = List.copyOf(labels);
  }

  @Override
  public EnumType with(Traits traits) {
    return new EnumType(id, traits, labels);
  }

  @Override
  public EnumType with(ObjectId id) {
    return new EnumType(id, traits, labels);
  }
}
