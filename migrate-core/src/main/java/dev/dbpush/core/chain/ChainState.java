package dev.dbpush.core.chain;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A chain beside a history.
 *
 * @param current the applied heads: applied revisions without an applied descendant, sorted by id;
 *     orphans are not among them
 * @param pending the revisions that the history does not hold, in chain order
 * @param orphans the revisions that the history holds and no file describes, sorted by id
 * @param gaps pending revisions below an applied one, in chain order; none in a sound history
 */
public record ChainState(
    List<RevisionId> current,
    List<MigrationFile> pending,
    List<RevisionId> orphans,
    List<MigrationFile> gaps) {

  /** Copies the lists. */
  public ChainState {
    current = List.copyOf(current);
    pending = List.copyOf(pending);
    orphans = List.copyOf(orphans);
    gaps = List.copyOf(gaps);
  }

  /**
   * Compares.
   *
   * @param applied the revisions that the history holds as done
   */
  public static ChainState of(Chain chain, Collection<RevisionId> applied) {
    Set<RevisionId> done = new HashSet<>(applied);
    List<RevisionId> known = done.stream().filter(chain::contains).toList();
    Set<RevisionId> required = chain.upTo(known);
    List<MigrationFile> pending =
        chain.revisions().stream().filter(file -> !done.contains(file.revision())).toList();
    return new ChainState(
        chain.headsOf(known),
        pending,
        done.stream()
            .filter(revision -> !chain.contains(revision))
            .sorted(Comparator.naturalOrder())
            .toList(),
        pending.stream().filter(file -> required.contains(file.revision())).toList());
  }
}
