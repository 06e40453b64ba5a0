package dev.dbpush.sql.schema;

/**
 * A rewrite rule.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param definition the whole CREATE RULE, without a semicolon
 * @param enabled O (origin), D (disabled), R (replica) or A (always)
 */
public record Rule(ObjectId id, Traits traits, String definition, char enabled)
    implements SchemaObject {

  @Override
  public Rule with(Traits traits) {
    return new Rule(id, traits, definition, enabled);
  }

  @Override
  public Rule with(ObjectId id) {
    return new Rule(id, traits, definition, enabled);
  }
}
