package dev.dbpush.core;

import dev.dbpush.core.history.HistoryEntry;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import java.util.List;
import java.util.Optional;

/**
 * A database beside its chain.
 *
 * @param database what may be shown of its address
 * @param serverVersion the server's version, {@code 17.6}
 * @param isProtected whether it carries the protection mark
 * @param current the applied heads, sorted; none at base
 * @param heads the chain's heads, sorted; two or more are a fork
 * @param pending what is not applied, in chain order
 * @param orphans what the history holds and no file describes
 * @param drifted applied revisions whose file was edited afterwards
 * @param running a revision that a push or downgrade left half done
 * @param applied how many revisions are applied
 */
public record StatusReport(
    String database,
    String serverVersion,
    boolean isProtected,
    List<String> current,
    List<RevisionId> heads,
    List<MigrationFile> pending,
    List<HistoryEntry> orphans,
    List<MigrationFile> drifted,
    Optional<HistoryEntry> running,
    int applied) {

  /** Copies the lists. */
  public StatusReport {
    current = List.copyOf(current);
    heads = List.copyOf(heads);
    pending = List.copyOf(pending);
    orphans = List.copyOf(orphans);
    drifted = List.copyOf(drifted);
  }

  /** Whether the database is where the chain ends, with nothing to look at. */
  public boolean isClean() {
    return pending.isEmpty() && orphans.isEmpty() && drifted.isEmpty() && running.isEmpty();
  }
}
