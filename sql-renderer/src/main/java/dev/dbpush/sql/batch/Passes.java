package dev.dbpush.sql.batch;

/**
 * The first and the last pass in which a part does something. PostgreSQL's source, {@code
 * AlterTablePass} of tablecmds.c: ADD COLUMN comes behind the re-created constraints up to 16,
 * before them from 17 on.
 */
final class Passes {
  private static final int PREPARE = -1;
  private static final int DATA = 12;

  private Passes() {}

  /** Whether some server of the range may run the later part before, or along with, the earlier. */
  static boolean changePlaces(Part earlier, Part later, BatchOptions options) {
    return (isComputed(earlier) && isComputed(later))
        || overtakesInChildren(earlier, later)
        || (options.before17() && inverted(earlier, later, false))
        || (options.from17() && inverted(earlier, later, true));
  }

  /** Both are computed from the old row, in whatever order they stand. */
  private static boolean isComputed(Part part) {
    return part.is(Part.Kind.TYPE, Part.Kind.SET_EXPRESSION);
  }

  /**
   * Children have a list of their own, which runs behind the parent's: but what drops a column or a
   * constraint goes to the children at once.
   */
  private static boolean overtakesInChildren(Part earlier, Part later) {
    return later.is(Part.Kind.DROP_COLUMN, Part.Kind.DROP_CONSTRAINT)
        && earlier.is(
            Part.Kind.DROP_DEFAULT,
            Part.Kind.DROP_NOT_NULL,
            Part.Kind.DROP_IDENTITY,
            Part.Kind.DROP_EXPRESSION);
  }

  private static boolean inverted(Part earlier, Part later, boolean from17) {
    return first(earlier, from17) > first(later, from17)
        || last(earlier, from17) > last(later, from17);
  }

  private static int first(Part part, boolean from17) {
    return switch (part.kind()) {
      case NOTHING,
          DROP_COLUMN,
          DROP_CONSTRAINT,
          DROP_DEFAULT,
          DROP_NOT_NULL,
          DROP_IDENTITY,
          DROP_EXPRESSION ->
          0;
      // both are looked at before anything is done
      case TYPE, PERSISTENCE -> PREPARE;
      case SET_EXPRESSION -> 3;
      case ADD_COLUMN -> from17 ? 2 : 4;
      case CONSTRAINT -> 6;
      case SET_NOT_NULL -> 7;
      case SET_DEFAULT, ADD_IDENTITY -> 10;
      default -> 11;
    };
  }

  private static int last(Part part, boolean from17) {
    return switch (part.kind()) {
      // the indexes and constraints that depend on the column are made again
      case TYPE -> from17 ? 5 : 3;
      case SET_EXPRESSION -> 5;
      case PERSISTENCE -> DATA;
      case CONSTRAINT -> lastOfConstraint(part);
      default -> first(part, from17);
    };
  }

  private static int lastOfConstraint(Part part) {
    if (part.constraint() == null || part.constraint().usingIndex() != null) {
      return 8;
    }
    return switch (part.constraint().kind()) {
      case NOT_NULL -> 7;
      case UNIQUE, PRIMARY_KEY, EXCLUDE -> 9;
      case CHECK, FOREIGN_KEY -> 10;
    };
  }
}
