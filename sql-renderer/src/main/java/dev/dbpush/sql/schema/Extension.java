package dev.dbpush.sql.schema;

/**
 * An extension.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param schema where its objects are
 */
public record Extension(ObjectId id, Traits traits, String schema) implements SchemaObject {

  @Override
  public Extension with(Traits traits) {
    return new Extension(id, traits, schema);
  }

  @Override
  public Extension with(ObjectId id) {
    return new Extension(id, traits, schema);
  }
}
