package dev.dbpush.sql.schema;

import java.util.List;

/**
 * A constraint of a table or a domain.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param type pg_constraint.contype: c, f, p, u, x or n
 * @param definition as in ADD CONSTRAINT name definition, without NOT VALID
 * @param columns the table's columns in it
 * @param validated whether existing rows were checked; of a key, whether every partition has its
 *     share
 * @param onDomain whether it belongs to a domain
 * @param clustered whether CLUSTER uses its index
 * @param partitioned whether the table is partitioned
 * @param takenAlong a foreign key of a table that was a partition when it got it: PostgreSQL looks
 *     for it in the table's children too; not compared
 */
public record Constraint(
    ObjectId id,
    Traits traits,
    char type,
    String definition,
    List<String> columns,
    boolean validated,
    boolean onDomain,
    boolean clustered,
    boolean partitioned,
    boolean takenAlong)
    implements SchemaObject {

  /** Copies the lists. */
  public Constraint {
    columns = List.copyOf(columns);
  }

  @Override
  public Constraint with(Traits traits) {
    return new Constraint(
        id,
        traits,
        type,
        definition,
        columns,
        validated,
        onDomain,
        clustered,
        partitioned,
        takenAlong);
  }

  @Override
  public Constraint with(ObjectId id) {
    return new Constraint(
        id,
        traits,
        type,
        definition,
        columns,
        validated,
        onDomain,
        clustered,
        partitioned,
        takenAlong);
  }

  /** The same with CLUSTER using it, or not. */
  public Constraint clustered(boolean yes) {
    return new Constraint(
        id, traits, type, definition, columns, validated, onDomain, yes, partitioned, takenAlong);
  }

  @Override
  public Constraint comparable() {
    return takenAlong
        ? new Constraint(
            id,
            traits,
            type,
            definition,
            columns,
            validated,
            onDomain,
            clustered,
            partitioned,
            false)
        : this;
  }
}
