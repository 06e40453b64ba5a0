package dev.dbpush.sql.schema;

/**
 * A range type.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param parameters what stands in the parentheses of CREATE TYPE … AS RANGE
 */
public record RangeType(ObjectId id, Traits traits, String parameters) implements SchemaObject {

  @Override
  public RangeType with(Traits traits) {
    return new RangeType(id, traits, parameters);
  }

  @Override
  public RangeType with(ObjectId id) {
    return new RangeType(id, traits, parameters);
  }
}
