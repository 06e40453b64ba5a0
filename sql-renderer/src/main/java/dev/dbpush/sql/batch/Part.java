package dev.dbpush.sql.batch;

import dev.dbpush.sql.alter.ColumnSpec.Generation;
import dev.dbpush.sql.alter.ConstraintSpec;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work of an {@code ALTER TABLE}; an {@code ADD COLUMN} with constraints has several.
 *
 * @param kind what is done
 * @param column the column that it is done to; null where the table is meant
 * @param name the constraint, index or trigger that it names; null if none
 * @param reads words of the expressions in it: a superset of the columns they read
 * @param constraint the constraint that it adds; else null
 * @param cascade whether it may drop what depends on it
 * @param makesSequence whether the server makes a sequence, and chooses its name
 * @param namesNotNull whether a {@code NOT NULL} without a name is in it
 */
record Part(
    Kind kind,
    @Nullable String column,
    @Nullable String name,
    Set<String> reads,
    @Nullable ConstraintSpec constraint,
    boolean cascade,
    boolean makesSequence,
    boolean namesNotNull) {

  /** What is done, told apart as far as the order of the passes and their effects differ. */
  enum Kind {
    NOTHING,
    DROP_COLUMN,
    DROP_CONSTRAINT,
    DROP_DEFAULT,
    DROP_NOT_NULL,
    DROP_IDENTITY,
    DROP_EXPRESSION,
    TYPE,
    SET_EXPRESSION,
    ADD_COLUMN,
    CONSTRAINT,
    SET_NOT_NULL,
    SET_DEFAULT,
    ADD_IDENTITY,
    STATISTICS,
    STORAGE,
    SET_IDENTITY,
    TABLE_OPTION,
    REPLICA_IDENTITY,
    INDEX_MARK,
    TRIGGER,
    RULE,
    ALTER_CONSTRAINT,
    PERSISTENCE
  }

  static Part of(Kind kind) {
    return new Part(kind, null, null, Set.of(), null, false, false, false);
  }

  static Part ofColumn(Kind kind, @Nullable String column) {
    return new Part(kind, column, null, Set.of(), null, false, false, false);
  }

  static Part named(Kind kind, @Nullable String name) {
    return new Part(kind, null, name, Set.of(), null, false, false, false);
  }

  Part reading(Set<String> words) {
    return new Part(kind, column, name, words, constraint, cascade, makesSequence, namesNotNull);
  }

  Part cascading(boolean yes) {
    return new Part(kind, column, name, reads, constraint, yes, makesSequence, namesNotNull);
  }

  Part making(boolean notNull, Generation generation) {
    boolean sequence = generation == Generation.SERIAL || generation == Generation.IDENTITY;
    return new Part(kind, column, name, reads, constraint, cascade, sequence, notNull);
  }

  static Part constraint(@Nullable String column, ConstraintSpec spec, Set<String> reads) {
    return new Part(Kind.CONSTRAINT, column, spec.name(), reads, spec, false, false, false);
  }

  boolean is(Kind... kinds) {
    for (Kind each : kinds) {
      if (kind == each) {
        return true;
      }
    }
    return false;
  }

  boolean adds(ConstraintSpec.Kind... kinds) {
    for (ConstraintSpec.Kind each : kinds) {
      if (constraint != null && constraint.kind() == each) {
        return true;
      }
    }
    return false;
  }

  /** Whether both are about one column. */
  boolean sameColumn(Part other) {
    return column != null && column.equals(other.column);
  }

  /** Whether it names or reads the column of the other. */
  boolean touches(Part other) {
    return other.column != null && (other.column.equals(column) || reads.contains(other.column));
  }
}
