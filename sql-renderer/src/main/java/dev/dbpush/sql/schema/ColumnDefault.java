package dev.dbpush.sql.schema;

/**
 * The default of a column.
 *
 * @param id what it is called
 * @param expression as SQL
 * @param ofView whether the column is a view's
 */
public record ColumnDefault(ObjectId id, String expression, boolean ofView)
    implements SchemaObject {

  @Override
  public Traits traits() {
    return Traits.NONE;
  }

  @Override
  public ColumnDefault with(Traits traits) {
    return this;
  }

  @Override
  public ColumnDefault with(ObjectId id) {
    return new ColumnDefault(id, expression, ofView);
  }
}
