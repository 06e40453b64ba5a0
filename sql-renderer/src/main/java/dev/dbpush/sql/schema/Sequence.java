package dev.dbpush.sql.schema;

/**
 * A sequence that stands for itself or belongs to a serial column.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param settings its numbers
 * @param unlogged whether its state is lost after a crash
 */
public record Sequence(ObjectId id, Traits traits, SequenceSettings settings, boolean unlogged)
    implements SchemaObject {

  @Override
  public Sequence with(Traits traits) {
    return new Sequence(id, traits, settings, unlogged);
  }

  @Override
  public Sequence with(ObjectId id) {
    return new Sequence(id, traits, settings, unlogged);
  }
}
