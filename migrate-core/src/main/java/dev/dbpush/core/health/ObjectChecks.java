package dev.dbpush.core.health;

import dev.dbpush.core.health.Facts.FedColumn;
import dev.dbpush.core.health.Facts.InvalidIndex;
import dev.dbpush.core.health.Facts.UnvalidatedConstraint;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Judges indexes, constraints and sequences, and says which of them can be repaired safely. */
final class ObjectChecks {
  /** What a failed REINDEX CONCURRENTLY leaves. PostgreSQL documentation, REINDEX. */
  private static final Pattern LEFT_BY_REINDEX = Pattern.compile(".*_cc(new|old)\\d*");

  private final Facts facts;
  private final boolean halfDone;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Repair> repairs = new ArrayList<>();
  private final List<String> unsafe = new ArrayList<>();

  /**
   * Checks.
   *
   * @param halfDone whether a push stopped half-way: then it is the one to drop what it left
   */
  ObjectChecks(Facts facts, boolean halfDone) {
    this.facts = facts;
    this.halfDone = halfDone;
    indexes();
    constraints();
    sequences();
  }

  List<Finding> findings() {
    return findings;
  }

  List<Repair> repairs() {
    return repairs;
  }

  List<String> unsafe() {
    return unsafe;
  }

  private void indexes() {
    List<String> invalid = new ArrayList<>();
    for (InvalidIndex index : facts.invalidIndexes()) {
      if (!index.building()) {
        invalid.add(index.index() + " on " + index.table());
        repair(index);
      }
    }
    findings.add(
        invalid.isEmpty()
            ? Finding.ok("invalid-indexes", "no invalid indexes")
            : Finding.problem(
                "invalid-indexes",
                count(invalid, "invalid index", "invalid indexes")
                    + ": written at each change, used by no query",
                invalid,
                "db:health -Ddb.fix drops or builds them anew"));
  }

  private void repair(InvalidIndex index) {
    String object = "index " + index.index();
    if (!index.owned()) {
      unsafe.add(object + ": the role does not own it");
    } else if (index.partitioned()) {
      unsafe.add(
          object
              + ": of a partitioned table; build the missing partitions' indexes and attach them");
    } else if (halfDone) {
      unsafe.add(object + ": a push stopped half-way; db:push drops and builds its own anew");
    } else if (LEFT_BY_REINDEX.matcher(index.name()).matches() && !index.ofConstraint()) {
      repairs.add(
          new Repair(
              object,
              "left by a REINDEX CONCURRENTLY that failed; the index that it was to replace is"
                  + " there",
              List.of("DROP INDEX CONCURRENTLY IF EXISTS " + index.index())));
    } else if (index.twin() && !index.ofConstraint()) {
      repairs.add(
          new Repair(
              object,
              "a valid index of the same definition is there",
              List.of("DROP INDEX CONCURRENTLY IF EXISTS " + index.index())));
    } else if (index.exclusion()) {
      unsafe.add(
          object
              + ": of an exclusion constraint, so only a plain REINDEX INDEX, which locks, mends"
              + " it");
    } else {
      repairs.add(
          new Repair(
              object,
              "its build failed; it is built again without blocking writes",
              List.of("REINDEX INDEX CONCURRENTLY " + index.index())));
    }
  }

  private void constraints() {
    List<String> names = new ArrayList<>();
    for (UnvalidatedConstraint constraint : facts.unvalidated()) {
      String object = "constraint " + constraint.name() + " on " + constraint.table();
      names.add(constraint.name() + " on " + constraint.table());
      if (constraint.owned()) {
        repairs.add(
            new Repair(
                object,
                "reads the table once; writes go on meanwhile",
                List.of(
                    "ALTER TABLE "
                        + constraint.table()
                        + " VALIDATE CONSTRAINT "
                        + constraint.name())));
      } else {
        unsafe.add(object + ": the role does not own the table");
      }
    }
    findings.add(
        names.isEmpty()
            ? Finding.ok("unvalidated-constraints", "every constraint is validated")
            : Finding.warning(
                "unvalidated-constraints",
                count(names, "constraint is", "constraints are")
                    + " not validated: old rows may break them",
                names,
                "db:health -Ddb.fix validates them"));
  }

  private void sequences() {
    List<String> behind = new ArrayList<>();
    List<String> usedUp = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    for (FedColumn column : facts.columns()) {
      String name = column.table() + "." + column.column();
      if (column.position() == null) {
        unseen.add(name + " (" + column.sequence() + ")");
      } else if (column.isBehind()) {
        behind.add(
            column.sequence()
                + " gives "
                + column.position().next(column.increment())
                + " next, and "
                + name
                + " is at "
                + column.position().extreme());
        repair(column);
      } else if (column.isNearlyUsedUp()) {
        usedUp.add(
            column.sequence() + " is at " + column.position().value() + " of " + column.last());
      }
    }
    findings.add(
        behind.isEmpty()
            ? Finding.ok("sequences", "no sequence is behind its column")
            : Finding.problem(
                "sequences",
                count(behind, "sequence is", "sequences are") + " behind: inserts will collide",
                behind,
                "db:health -Ddb.fix sets them"));
    if (!usedUp.isEmpty()) {
      findings.add(
          Finding.warning(
              "used-up-sequences",
              count(usedUp, "sequence is", "sequences are") + " more than four fifths used up",
              usedUp,
              "change the column to bigint in good time"));
    }
    if (!unseen.isEmpty()) {
      findings.add(
          Finding.warning(
              "unseen-sequences",
              count(unseen, "column was", "columns were")
                  + " not compared with its sequence: not readable, or no index to find the end"
                  + " quickly",
              unseen,
              "compare by hand: SELECT max(COLUMN) FROM TABLE, SELECT last_value FROM SEQUENCE"));
    }
  }

  private void repair(FedColumn column) {
    String object = "sequence " + column.sequence();
    if (!column.writable()) {
      unsafe.add(object + ": the role may not set it, or not lock " + column.table());
      return;
    }
    boolean rising = column.increment() > 0;
    repairs.add(
        new Repair(
            object,
            "set behind the column's last value; the lock keeps inserts out for that moment",
            List.of(
                "LOCK TABLE " + column.table() + " IN SHARE ROW EXCLUSIVE MODE",
                "SELECT pg_catalog.setval(%s::pg_catalog.regclass, x.m) FROM (SELECT %s(%s) AS m FROM %s) AS x, %s AS s WHERE x.m %s s.last_value"
                    .formatted(
                        Identifier.literal(column.sequence()),
                        rising ? "max" : "min",
                        column.column(),
                        column.table(),
                        column.sequence(),
                        rising ? ">=" : "<="))));
  }

  private static String count(List<String> names, String one, String several) {
    return names.size() + " " + (names.size() == 1 ? one : several);
  }
}
