package dev.dbpush.core.measure;

import dev.dbpush.sql.hazard.LockMode;
import dev.dbpush.sql.hazard.LockedTable;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a statement really did to the tables, views and sequences that were there before it.
 *
 * @param locks the strongest lock on each, strongest first, then by name; ACCESS SHARE is left out
 * @param rewrites tables that got a new file
 * @param scans tables that were read from end to end without a new file; index builds count
 * @param locksSeen false where the statement ended its own transaction, so that its locks were gone
 *     before they could be looked at
 */
public record Measured(
    List<LockedTable> locks, Set<String> rewrites, Set<String> scans, boolean locksSeen) {

  /** Sorts, and copies. */
  public Measured {
    locks =
        locks.stream()
            .sorted(
                Comparator.comparing(LockedTable::mode)
                    .reversed()
                    .thenComparing(lock -> lock.table().toSql()))
            .toList();
    rewrites = Collections.unmodifiableSet(new TreeSet<>(rewrites));
    scans = Collections.unmodifiableSet(new TreeSet<>(scans));
  }

  /** The strongest lock on a relation that was there before. */
  public LockMode strongest() {
    return locks.isEmpty() ? LockMode.NONE : locks.get(0).mode();
  }

  /** One line: {@code ACCESS EXCLUSIVE on t · rewrite of t · scan of p}. */
  @Override
  public String toString() {
    String locked =
        locks.isEmpty()
            ? (locksSeen ? LockMode.NONE.sql() : "locks not seen")
            : locks.stream()
                .map(lock -> lock.mode().sql() + " on " + lock.table())
                .collect(Collectors.joining(", "));
    return locked
        + (rewrites.isEmpty() ? "" : " · rewrite of " + String.join(", ", rewrites))
        + (scans.isEmpty() ? "" : " · scan of " + String.join(", ", scans));
  }
}
