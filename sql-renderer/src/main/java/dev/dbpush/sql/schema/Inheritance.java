package dev.dbpush.sql.schema;

import org.jspecify.annotations.Nullable;

/**
 * That a table inherits from another one, or is a partition of it.
 *
 * @param id what it is called: the child as the parent, and the parent table as the name
 * @param parent the parent table
 * @param bound FOR VALUES … or DEFAULT; null if the child is no partition
 * @param position 1-based place among the child's parents; not compared
 */
public record Inheritance(ObjectId id, ObjectId parent, @Nullable String bound, int position)
    implements SchemaObject {

  @Override
  public Traits traits() {
    return Traits.NONE;
  }

  @Override
  public Inheritance with(Traits traits) {
    return this;
  }

  @Override
  public Inheritance with(ObjectId id) {
    return new Inheritance(id, parent, bound, position);
  }

  @Override
  public Inheritance comparable() {
    return new Inheritance(id, parent, bound, 0);
  }
}
