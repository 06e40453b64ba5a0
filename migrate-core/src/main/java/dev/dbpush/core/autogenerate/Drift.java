package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.diff.DiffResult;
import dev.dbpush.core.diff.SnapshotDiffer;
import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** In what a development database differs from what its history says. */
final class Drift {
  private final AutogenerateConfig config;

  Drift(AutogenerateConfig config) {
    this.config = config;
  }

  /**
   * Compares.
   *
   * @return null where the history names no single revision of this chain
   */
  @Nullable SchemaDifference of(Live live, Chain chain, ChainSide side) {
    List<String> current = live.history().current();
    if (current.size() > 1 || live.history().running().isPresent()) {
      return null;
    }
    RevisionId head = null;
    if (current.size() == 1) {
      if (!RevisionId.isValid(current.get(0))) {
        return null;
      }
      head = new RevisionId(current.get(0));
      if (!chain.contains(head)) {
        return null;
      }
    }
    return SchemaDifference.of(
        "the chain", side.at(head), live.database().label(), live.snapshot(), config.diff().renaming(List.of()));
  }

  /** Refuses to change tables that are not what the history says. */
  void refuseCollision(
      SchemaDifference drift, Snapshot chain, Snapshot live, List<Change> planned) {
    DiffResult drifted = SnapshotDiffer.diff(chain, live, config.diff().renaming(List.of(DiffOptions.NONE)));
    Set<String> touched = owners(drifted.up());
    touched.retainAll(owners(planned));
    if (touched.isEmpty()) {
      return;
    }
    throw new MigrationException(
        "nothing was written: "
            + drift.to()
            + " is not what its history says, in what is to be changed ("
            + String.join(", ", touched)
            + ")\nfrom the chain to the database:\n"
            + drift.forward().indent(4)
            + "from the database to the chain:\n"
            + drift.back().indent(4).stripTrailing(),
        "-Ddb.adopt writes the difference as a migration; the second SQL takes it back;"
            + " -Ddb.createOnly leaves the database alone");
  }

  private static Set<String> owners(List<Change> changes) {
    Set<String> owners = new TreeSet<>();
    for (Change change : changes) {
      ObjectId id = change.id();
      owners.add((id.parent().isEmpty() ? id : id.owningTable()).toString());
    }
    return owners;
  }
}
