package dev.dbpush.sql.schema;

/**
 * An object that is created and dropped, and never altered otherwise.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param label the kind as SQL spells it: OPERATOR
 * @param address the name as SQL, as DROP and COMMENT ON want it
 * @param definition the statement that creates it, without a semicolon
 */
public record GenericObject(
    ObjectId id, Traits traits, String label, String address, String definition)
    implements SchemaObject {

  @Override
  public GenericObject with(Traits traits) {
    return new GenericObject(id, traits, label, address, definition);
  }

  @Override
  public GenericObject with(ObjectId id) {
    return new GenericObject(id, traits, label, address, definition);
  }
}
