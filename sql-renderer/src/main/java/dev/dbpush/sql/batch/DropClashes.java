package dev.dbpush.sql.batch;

import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.batch.Part.Kind;
import org.jspecify.annotations.Nullable;

/** Pairs whose later part drops something: it runs in the first pass, before everything else. */
final class DropClashes {
  private final BatchOptions options;
  private final String table;

  DropClashes(BatchOptions options, String table) {
    this.options = options;
    this.table = table;
  }

  /** Why the drop must not run before the earlier part; null if it may. */
  @Nullable String between(Part earlier, Part drop) {
    if (drop.touches(earlier) && !commutesOnOneColumn(earlier, drop)
        || (earlier.touches(drop) && !commutesOnOneColumn(earlier, drop))) {
      return "the drop would run first, and both concern " + drop.column();
    }
    boolean allowed =
        switch (drop.kind()) {
          case DROP_COLUMN -> beforeDropColumn(earlier);
          case DROP_CONSTRAINT -> beforeDropConstraint(earlier, drop);
          case DROP_DEFAULT -> true;
          case DROP_NOT_NULL -> beforeDropNotNull(earlier);
          case DROP_IDENTITY -> beforeDropIdentity(earlier);
          case DROP_EXPRESSION ->
              !earlier.is(Kind.TYPE, Kind.SET_EXPRESSION) && !earlier.reads().contains(table);
          default -> false;
        };
    return allowed ? null : refusal(earlier, drop);
  }

  /** What a column's default and its NOT NULL have to do with nothing else. */
  private static boolean commutesOnOneColumn(Part earlier, Part drop) {
    if (drop.is(Kind.DROP_DEFAULT)) {
      return earlier.is(Kind.SET_NOT_NULL, Kind.CONSTRAINT, Kind.STATISTICS, Kind.STORAGE);
    }
    if (drop.is(Kind.DROP_NOT_NULL)) {
      return earlier.is(Kind.SET_DEFAULT, Kind.STATISTICS, Kind.STORAGE)
          || earlier.adds(ConstraintSpec.Kind.CHECK);
    }
    return false;
  }

  /** Which indexes, constraints and sequences go with a column is not known. */
  private boolean beforeDropColumn(Part earlier) {
    if (earlier.reads().contains(table)) {
      return false;
    }
    return switch (earlier.kind()) {
      case ADD_COLUMN -> !makesName(earlier);
      case SET_NOT_NULL -> !options.namesNotNull();
      case SET_DEFAULT, STATISTICS, STORAGE, SET_IDENTITY, TABLE_OPTION, REPLICA_IDENTITY, RULE ->
          true;
      case TRIGGER -> earlier.name() == null;
      case DROP_DEFAULT, DROP_IDENTITY -> true;
      case DROP_NOT_NULL -> !options.namesNotNull();
      default -> false;
    };
  }

  private boolean beforeDropConstraint(Part earlier, Part drop) {
    return switch (earlier.kind()) {
      case ADD_COLUMN -> !makesName(earlier);
      case CONSTRAINT ->
          earlier.name() != null
              && !earlier.name().equals(drop.name())
              && !earlier.adds(ConstraintSpec.Kind.PRIMARY_KEY, ConstraintSpec.Kind.NOT_NULL)
              && !Clashes.usesIndex(earlier)
              && !isSelfReference(earlier);
      case SET_DEFAULT, STATISTICS, STORAGE, SET_IDENTITY, TABLE_OPTION, REPLICA_IDENTITY, RULE ->
          true;
      case TRIGGER -> earlier.name() == null;
      case ALTER_CONSTRAINT -> earlier.name() != null && !earlier.name().equals(drop.name());
      case DROP_DEFAULT, DROP_IDENTITY, DROP_EXPRESSION -> true;
      case DROP_NOT_NULL -> !options.namesNotNull();
      default -> false;
    };
  }

  private boolean beforeDropNotNull(Part earlier) {
    return switch (earlier.kind()) {
      case ADD_COLUMN, SET_NOT_NULL -> !(options.namesNotNull() && earlier.namesNotNull());
      case CONSTRAINT -> !options.namesNotNull() && !earlier.adds(ConstraintSpec.Kind.PRIMARY_KEY);
      case ALTER_CONSTRAINT -> !options.namesNotNull();
      case SET_EXPRESSION, INDEX_MARK -> false;
      default -> true;
    };
  }

  private static boolean beforeDropIdentity(Part earlier) {
    return switch (earlier.kind()) {
      case ADD_COLUMN -> !earlier.makesSequence();
      case CONSTRAINT -> earlier.adds(ConstraintSpec.Kind.CHECK, ConstraintSpec.Kind.FOREIGN_KEY);
      case ADD_IDENTITY, SET_EXPRESSION, PERSISTENCE -> false;
      default -> true;
    };
  }

  private boolean makesName(Part added) {
    return added.makesSequence() || (options.namesNotNull() && added.namesNotNull());
  }

  private boolean isSelfReference(Part part) {
    return part.constraint() != null
        && part.constraint().references() != null
        && part.constraint().references().name().equals(table);
  }

  private static String refusal(Part earlier, Part drop) {
    return Clashes.name(drop)
        + " would run before "
        + Clashes.name(earlier)
        + (drop.is(Kind.DROP_COLUMN)
            ? ", and what hangs on the column is not known"
            : ", and may concern the same thing");
  }
}
