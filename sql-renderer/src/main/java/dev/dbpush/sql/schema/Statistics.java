package dev.dbpush.sql.schema;

/**
 * Extended statistics.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param definition the whole CREATE STATISTICS, without a semicolon
 * @param target the statistics target, -1 for the default
 */
public record Statistics(ObjectId id, Traits traits, String definition, int target)
    implements SchemaObject {

  @Override
  public Statistics with(Traits traits) {
    return new Statistics(id, traits, definition, target);
  }

  @Override
  public Statistics with(ObjectId id) {
    return new Statistics(id, traits, definition, target);
  }
}
