package dev.dbpush.sql.schema;

/**
 * A function, procedure, aggregate or window function.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param kind pg_proc.prokind: f, p, a or w
 * @param arguments with names, modes and defaults
 * @param result type; empty for procedures
 * @param definition the statement that creates it, without a semicolon
 */
public record Routine(
    ObjectId id, Traits traits, char kind, String arguments, String result, String definition)
    implements SchemaObject {

  @Override
  public Routine with(Traits traits) {
    return new Routine(id, traits, kind, arguments, result, definition);
  }

  @Override
  public Routine with(ObjectId id) {
    return new Routine(id, traits, kind, arguments, result, definition);
  }
}
