package dev.dbpush.sql.schema;

/**
 * Which column a sequence belongs to, and is dropped with.
 *
 * @param id what it is called
 * @param table the table's name
 * @param column the column's name
 * @param tableSchema the table's schema
 */
public record SequenceOwner(ObjectId id, String table, String column, String tableSchema)
    implements SchemaObject {

  @Override
  public Traits traits() {
    return Traits.NONE;
  }

  @Override
  public SequenceOwner with(Traits traits) {
    return this;
  }

  @Override
  public SequenceOwner with(ObjectId id) {
    return new SequenceOwner(id, table, column, tableSchema);
  }
}
