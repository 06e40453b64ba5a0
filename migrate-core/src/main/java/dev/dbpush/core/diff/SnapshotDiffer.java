package dev.dbpush.core.diff;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares two snapshots. Pure and thread-safe. */
public final class SnapshotDiffer {
  private SnapshotDiffer() {}

  /**
   * The changes from one snapshot to the other, and back.
   *
   * @param before a snapshot of what is
   * @param after a snapshot of what is to be, read from a server of the same major version
   */
  public static DiffResult diff(Snapshot before, Snapshot after, DiffOptions options) {
    Snapshot old = options.ownership() ? before : before.withoutOwners();
    Snapshot wanted = options.ownership() ? after : after.withoutOwners();
    Snapshot one = Attachments.once(old, wanted);
    Snapshot two = Attachments.once(wanted, old);
    List<Refusal> refusals = new ArrayList<>();
    Renames renames = Renames.of(one, two, options, refusals);
    boolean same = options.pairs().isEmpty() && one.holdsTheSameAs(two);
    List<Change> up = same ? List.of() : changes(one, two, renames, options);
    List<Change> down = same ? List.of() : changes(two, one, renames.inverted(two), options);
    DataLoss.check(up, options, one.environment().defaultSchema(), refusals);
    notManaged(one, two, refusals);
    Set<String> notManaged = new TreeSet<>(one.notManaged());
    notManaged.addAll(two.notManaged());
    return new DiffResult(
        up,
        down,
        refusals,
        DataLoss.of(up, one.environment().defaultSchema()),
        List.copyOf(notManaged),
        one.environment().and(two.environment()));
  }

  private static List<Change> changes(
      Snapshot before, Snapshot after, Renames renames, DiffOptions options) {
    Renames all = renames.withHarmlessOnes(before, after, options);
    Snapshot renamed = all.apply(before);
    List<Change> changes = new ArrayList<>(all.changes(before));
    changes.addAll(ChangeList.of(renamed, after, options));
    return changes;
  }

  private static void notManaged(Snapshot one, Snapshot two, List<Refusal> refusals) {
    Set<String> differing = new TreeSet<>(one.notManaged());
    two.notManaged().stream().filter(o -> !differing.remove(o)).forEach(differing::add);
    for (String object : differing) {
      refusals.add(
          new Refusal(
              "not-managed",
              ObjectId.schema(object),
              object + " differs, and is not managed",
              "write its change by hand, in a migration of its own (goal new)"));
    }
  }
}
