package dev.dbpush.sql.schema;

/**
 * A trigger.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param definition the whole CREATE TRIGGER, without a semicolon
 * @param enabled O (origin), D (disabled), R (replica) or A (always)
 * @param onView whether on a view
 * @param constraint whether a constraint trigger
 */
public record Trigger(
    ObjectId id, Traits traits, String definition, char enabled, boolean onView, boolean constraint)
    implements SchemaObject {

  @Override
  public Trigger with(Traits traits) {
    return new Trigger(id, traits, definition, enabled, onView, constraint);
  }

  @Override
  public Trigger with(ObjectId id) {
    return new Trigger(id, traits, definition, enabled, onView, constraint);
  }
}
