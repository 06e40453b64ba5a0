package dev.dbpush.sql.schema;

/**
 * A schema.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 */
public record Namespace(ObjectId id, Traits traits) implements SchemaObject {

  @Override
  public Namespace with(Traits traits) {
    return new Namespace(id, traits);
  }

  @Override
  public Namespace with(ObjectId id) {
    return new Namespace(id, traits);
  }
}
