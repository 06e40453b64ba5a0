package dev.dbpush.sql.batch;

import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.batch.Part.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether two parts may change places, whatever else the table has. Used only for pairs that the
 * passes of one statement would run in the other order.
 */
final class Clashes {
  private final BatchOptions options;
  private final String table;
  private final TableFacts facts;
  private final DropClashes drops;

  Clashes(BatchOptions options, String table, TableFacts facts) {
    this.options = options;
    this.table = table;
    this.facts = facts;
    this.drops = new DropClashes(options, table);
  }

  /** Why the later part must not run before the earlier one; null if it may. */
  @Nullable String between(Part earlier, Part later) {
    if (earlier.cascade() || later.cascade()) {
      return "CASCADE may drop what the other action needs";
    }
    return switch (later.kind()) {
      case NOTHING -> null;
      case DROP_COLUMN,
          DROP_CONSTRAINT,
          DROP_DEFAULT,
          DROP_NOT_NULL,
          DROP_IDENTITY,
          DROP_EXPRESSION ->
          drops.between(earlier, later);
      case TYPE -> beforeType(earlier, later);
      case SET_EXPRESSION -> beforeExpression(earlier, later);
      case ADD_COLUMN -> beforeColumn(earlier, later);
      case CONSTRAINT -> beforeConstraint(earlier, later);
      case SET_NOT_NULL -> beforeNotNull(earlier, later);
      case SET_DEFAULT, ADD_IDENTITY -> beforeDefault(earlier, later);
      case PERSISTENCE -> beforePersistence(earlier);
      default -> beforeMark(earlier, later);
    };
  }

  private @Nullable String beforeType(Part earlier, Part type) {
    if (type.reads().contains(table) || earlier.reads().contains(table)) {
      return "an expression uses the whole row";
    }
    if (earlier.is(Kind.DROP_DEFAULT, Kind.DROP_NOT_NULL, Kind.DROP_CONSTRAINT, Kind.NOTHING)) {
      return null; // the natural order, and the type is prepared without a look at them
    }
    if (earlier.sameColumn(type) || earlier.touches(type) || type.touches(earlier)) {
      return "the new type of "
          + type.column()
          + " is worked out before the action on "
          + earlier.column();
    }
    return switch (earlier.kind()) {
      case DROP_COLUMN,
          DROP_IDENTITY,
          DROP_EXPRESSION,
          ADD_COLUMN,
          SET_NOT_NULL,
          SET_DEFAULT,
          ADD_IDENTITY,
          STATISTICS,
          STORAGE,
          SET_IDENTITY,
          TABLE_OPTION,
          RULE,
          PERSISTENCE ->
          null;
      case TYPE -> facts.whyEntangled(column(earlier), column(type));
      case CONSTRAINT ->
          isSelfReference(earlier) || usesIndex(earlier)
              ? "the constraint may depend on the column " + type.column()
              : null;
      default ->
          "what "
              + name(earlier)
              + " names may be made again when the type of "
              + type.column()
              + " changes";
    };
  }

  private static String beforeExpression(Part earlier, Part later) {
    // tried on 17 and 18: the second of the two passes looks for constraints and indexes of the
    // column that the first one has dropped, and the statement fails
    return earlier.is(Kind.TYPE)
        ? "the server fails where a new type makes constraints again beside SET EXPRESSION"
        : "the expression of " + column(later) + " would be set before " + name(earlier);
  }

  private @Nullable String beforeColumn(Part earlier, Part added) {
    if (earlier.sameColumn(added) || earlier.touches(added) || added.touches(earlier)) {
      return "the column " + added.column() + " would be added before the action on it";
    }
    if (earlier.reads().contains(table)) {
      return "an expression uses the whole row";
    }
    return switch (earlier.kind()) {
      case TYPE,
          SET_NOT_NULL,
          SET_DEFAULT,
          STATISTICS,
          STORAGE,
          SET_IDENTITY,
          TABLE_OPTION,
          REPLICA_IDENTITY,
          INDEX_MARK,
          TRIGGER,
          RULE,
          ALTER_CONSTRAINT ->
          null;
      case CONSTRAINT ->
          makesName(added) && namesMayMeet(earlier)
              ? "the server chooses names for both " + name(earlier) + " and " + added.column()
              : null;
      case ADD_IDENTITY, PERSISTENCE ->
          added.makesSequence() ? "the order decides about the sequence" : null;
      default -> "the column " + added.column() + " would be added first";
    };
  }

  private @Nullable String beforeConstraint(Part earlier, Part added) {
    return switch (earlier.kind()) {
      case CONSTRAINT -> constraints(earlier, added);
      case SET_NOT_NULL ->
          options.namesNotNull()
                  && (added.adds(ConstraintSpec.Kind.NOT_NULL) || endsLike(added, "_not_null"))
              ? "the server may choose the name " + added.name() + " for the NOT NULL"
              : null;
      case SET_DEFAULT, STATISTICS, SET_IDENTITY, TABLE_OPTION, RULE, REPLICA_IDENTITY -> null;
      case ADD_IDENTITY ->
          added.adds(ConstraintSpec.Kind.PRIMARY_KEY, ConstraintSpec.Kind.NOT_NULL)
              ? "an identity column must be NOT NULL before, and the constraint makes it so"
              : null;
      case STORAGE ->
          buildsIndex(added)
                  && (usesIndex(added)
                      || earlier.column() == null
                      || added.reads().contains(earlier.column()))
              ? "the index would be built before the column's storage is set"
              : null;
      case TRIGGER ->
          added.adds(ConstraintSpec.Kind.FOREIGN_KEY) || deferrable(added)
              ? "the constraint's own triggers would be switched, too"
              : null;
      case ALTER_CONSTRAINT ->
          added.name() == null || added.name().equals(earlier.name())
              ? "the constraint " + earlier.name() + " may be the one that is added"
              : null;
      case PERSISTENCE ->
          added.adds(ConstraintSpec.Kind.FOREIGN_KEY)
              ? "a foreign key decides whether the table may be logged or unlogged"
              : null;
      default -> name(earlier) + " would run behind the new constraint";
    };
  }

  private @Nullable String constraints(Part earlier, Part added) {
    if (earlier.name() == null || added.name() == null || earlier.name().equals(added.name())) {
      return "the constraints are made in another order, and the server chooses a name by it";
    }
    if (isSelfReference(earlier) || isSelfReference(added)) {
      return "a foreign key of the table to itself may need the other constraint";
    }
    if (earlier.adds(ConstraintSpec.Kind.NOT_NULL) || added.adds(ConstraintSpec.Kind.NOT_NULL)) {
      return "the NOT NULL may belong to the other constraint";
    }
    if (usesIndex(earlier) || usesIndex(added)) {
      return "the index gets the constraint's name";
    }
    return null;
  }

  private @Nullable String beforeNotNull(Part earlier, Part notNull) {
    return switch (earlier.kind()) {
      case CONSTRAINT -> beforeConstraint(notNull, earlier);
      case SET_DEFAULT,
          STATISTICS,
          STORAGE,
          SET_IDENTITY,
          TABLE_OPTION,
          TRIGGER,
          RULE,
          REPLICA_IDENTITY,
          PERSISTENCE ->
          null;
      case ADD_IDENTITY ->
          earlier.sameColumn(notNull) ? "an identity column must be NOT NULL before" : null;
      case ALTER_CONSTRAINT ->
          options.namesNotNull() ? "the constraint may be a NOT NULL of version 18" : null;
      default -> name(earlier) + " may depend on the NOT NULL";
    };
  }

  private @Nullable String beforeDefault(Part earlier, Part later) {
    return switch (earlier.kind()) {
      case STATISTICS,
          STORAGE,
          TABLE_OPTION,
          REPLICA_IDENTITY,
          TRIGGER,
          RULE,
          ALTER_CONSTRAINT,
          CONSTRAINT ->
          null;
      case SET_IDENTITY ->
          earlier.sameColumn(later) ? "both are about the identity of " + later.column() : null;
      case PERSISTENCE -> later.makesSequence() ? "the order decides about the sequence" : null;
      default -> name(earlier) + " would run behind it";
    };
  }

  private @Nullable String beforePersistence(Part earlier) {
    return switch (earlier.kind()) {
      case NOTHING,
          DROP_DEFAULT,
          DROP_NOT_NULL,
          SET_NOT_NULL,
          SET_DEFAULT,
          STATISTICS,
          STORAGE,
          TABLE_OPTION,
          TRIGGER,
          RULE ->
          null;
      case ADD_COLUMN ->
          earlier.makesSequence() ? "the sequence of the new column would be left out" : null;
      case CONSTRAINT ->
          earlier.adds(ConstraintSpec.Kind.FOREIGN_KEY)
              ? "a foreign key decides whether the table may be logged or unlogged"
              : null;
      default -> "whether the table may be logged or unlogged is asked before " + name(earlier);
    };
  }

  private @Nullable String beforeMark(Part earlier, Part later) {
    if (!earlier.is(Kind.PERSISTENCE)) {
      return name(earlier) + " would run behind " + name(later);
    }
    return later.is(Kind.STATISTICS, Kind.STORAGE, Kind.TABLE_OPTION, Kind.TRIGGER, Kind.RULE)
        ? null
        : "the table is rewritten behind " + name(later);
  }

  private boolean makesName(Part added) {
    return added.makesSequence() || (options.namesNotNull() && added.namesNotNull());
  }

  private static boolean namesMayMeet(Part constraint) {
    return constraint.name() == null
        || endsLike(constraint, "_not_null")
        || endsLike(constraint, "_seq");
  }

  static boolean endsLike(Part part, String suffix) {
    return part.name() != null && part.name().replaceAll("\\d+$", "").endsWith(suffix);
  }

  private boolean isSelfReference(Part part) {
    return part.constraint() != null
        && part.constraint().references() != null
        && part.constraint().references().name().equals(table);
  }

  static boolean usesIndex(Part part) {
    return part.constraint() != null && part.constraint().usingIndex() != null;
  }

  static boolean buildsIndex(Part part) {
    return part.adds(
        ConstraintSpec.Kind.UNIQUE, ConstraintSpec.Kind.PRIMARY_KEY, ConstraintSpec.Kind.EXCLUDE);
  }

  private static boolean deferrable(Part part) {
    Set<ConstraintSpec.Flag> flags =
        part.constraint() == null ? Set.of() : part.constraint().flags();
    return flags.contains(ConstraintSpec.Flag.DEFERRABLE)
        || flags.contains(ConstraintSpec.Flag.INITIALLY_DEFERRED);
  }

  private static String column(Part part) {
    return String.valueOf(part.column());
  }

  /** The part in words. */
  static String name(Part part) {
    String what = part.kind().name().replace('_', ' ');
    String of = part.name() != null ? part.name() : part.column();
    return of == null ? what : what + " " + of;
  }
}
