package dev.dbpush.sql.schema;

/**
 * A view's column that has a comment or privileges of its own.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param materialized whether the view is
 */
public record ViewColumn(ObjectId id, Traits traits, boolean materialized) implements SchemaObject {

  @Override
  public ViewColumn with(Traits traits) {
    return new ViewColumn(id, traits, materialized);
  }

  @Override
  public ViewColumn with(ObjectId id) {
    return new ViewColumn(id, traits, materialized);
  }
}
