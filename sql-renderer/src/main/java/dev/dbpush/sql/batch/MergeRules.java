package dev.dbpush.sql.batch;

import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.batch.Part.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a statement may join others on its table that stand before it. */
final class MergeRules {
  private static final Kind[] ONCE = {
    Kind.TYPE, Kind.ADD_COLUMN, Kind.SET_EXPRESSION, Kind.PERSISTENCE
  };

  private final BatchOptions options;

  MergeRules(BatchOptions options) {
    this.options = options;
  }

  /**
   * Why the statement does not join the group; null if it does.
   *
   * @param facts what is known of the table
   * @param isNew whether the table was made in the same transaction, so that nobody waits for it
   */
  @Nullable String why(List<Alter> group, Alter next, TableFacts facts, boolean isNew) {
    Alter first = group.get(0);
    String alone = first.alone() != null ? first.alone() : next.alone();
    if (alone != null) {
      return alone;
    }
    if (first.alter().only() != next.alter().only()
        || first.alter().ifExists() != next.alter().ifExists()) {
      return "ONLY and IF EXISTS hold for a whole statement";
    }
    if (!first.alter().name().equals(next.alter().name())) {
      return "the names may mean different tables";
    }
    if (next.headHasComment()) {
      return "a comment stands between ALTER and the table's name";
    }
    String reason = together(group, next, facts, isNew);
    return reason != null ? reason : pairs(group, next, facts);
  }

  private @Nullable String together(
      List<Alter> group, Alter next, TableFacts facts, boolean isNew) {
    List<Part> before = new ArrayList<>();
    int volatiles = next.volatiles();
    boolean strong = false;
    boolean validates = false;
    for (Alter member : group) {
      before.addAll(member.parts());
      volatiles += member.volatiles();
      strong |= member.strong();
      validates |= member.validatesKey();
    }
    if (volatiles > 1) {
      return "two volatile expressions would be computed row by row in turn";
    }
    if (!isNew && ((strong && next.validatesKey()) || (validates && next.strong()))) {
      return "the foreign key is checked under a weaker lock when it stands alone";
    }
    for (Part part : next.parts()) {
      for (Part earlier : before) {
        if (asksForNotNullFirst(earlier, part) && facts.mayBePartitioned()) {
          return "SET NOT NULL of a table that may be partitioned looks at the column first";
        }
        if ((earlier.is(Kind.PERSISTENCE) || part.is(Kind.PERSISTENCE))
            && (facts.mayBePartitioned()
                || Clashes.buildsIndex(earlier)
                || Clashes.buildsIndex(part))) {
          // tried: an index of a partition becomes unreadable in the session, on 17
          return "LOGGED or UNLOGGED stands alone where indexes of partitions may be built";
        }
        if (options.namesNotNull()
            && namesNotNull(earlier)
            && namesNotNull(part)
            && (explicit(earlier) || explicit(part))) {
          return "the server may choose the name of the NOT NULL before the given one is read";
        }
        if (options.namesNotNull()
            && dropsNotNull(earlier)
            && part.adds(ConstraintSpec.Kind.PRIMARY_KEY)) {
          // tried on 18: the key is prepared while the NOT NULL is still there
          return "a primary key looks for the NOT NULL before it is dropped";
        }
        String twice = twice(earlier, part);
        if (twice != null) {
          return twice;
        }
      }
    }
    return null;
  }

  /** A partitioned table decides about its partitions before anything is done; up to version 17. */
  private boolean asksForNotNullFirst(Part earlier, Part later) {
    return options.oldest() < 18
        && later.is(Kind.SET_NOT_NULL)
        && earlier.sameColumn(later)
        && earlier.is(Kind.ADD_COLUMN, Kind.DROP_NOT_NULL);
  }

  /** Whether it may make a {@code NOT NULL} with a name, as version 18 does. */
  private static boolean namesNotNull(Part part) {
    return part.is(Kind.SET_NOT_NULL)
        || part.adds(ConstraintSpec.Kind.NOT_NULL, ConstraintSpec.Kind.PRIMARY_KEY);
  }

  private static boolean dropsNotNull(Part part) {
    return part.is(Kind.DROP_NOT_NULL)
        || (part.is(Kind.DROP_CONSTRAINT) && Clashes.endsLike(part, "_not_null"));
  }

  private static boolean explicit(Part part) {
    return part.adds(ConstraintSpec.Kind.NOT_NULL);
  }

  private static @Nullable String twice(Part earlier, Part later) {
    if (earlier.kind() == later.kind()
        && later.is(ONCE)
        && (earlier.sameColumn(later) || later.column() == null)) {
      return Clashes.name(later) + " may stand only once in a statement";
    }
    if (!earlier.sameColumn(later)) {
      return null;
    }
    boolean rewritten =
        earlier.is(Kind.TYPE, Kind.SET_EXPRESSION) && later.is(Kind.TYPE, Kind.SET_EXPRESSION);
    if (rewritten) {
      return "the column " + later.column() + " would be computed twice";
    }
    return earlier.makesSequence() && later.is(Kind.SET_IDENTITY)
        ? "the sequence belongs to the column only when the first statement is done"
        : null;
  }

  private @Nullable String pairs(List<Alter> group, Alter next, TableFacts facts) {
    Clashes clashes = new Clashes(options, next.table(), facts);
    for (Alter member : group) {
      for (Part earlier : member.parts()) {
        for (Part later : next.parts()) {
          if (Passes.changePlaces(earlier, later, options)) {
            String clash = clashes.between(earlier, later);
            if (clash != null) {
              return clash;
            }
          }
        }
      }
    }
    return null;
  }
}
