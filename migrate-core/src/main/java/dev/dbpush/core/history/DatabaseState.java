package dev.dbpush.core.history;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A database at one moment.
 *
 * @param database its name
 * @param user the session's user
 * @param serverVersion as text, {@code 17.6}
 * @param serverMajor the major version, 14 and up
 * @param standby whether it takes no writes
 * @param backendPid the process that serves the connection
 * @param historyExists whether the history table is there
 * @param entries its rows, by revision
 * @param settings the rows of the settings table
 */
public record DatabaseState(
    String database,
    String user,
    String serverVersion,
    int serverMajor,
    boolean standby,
    int backendPid,
    boolean historyExists,
    List<HistoryEntry> entries,
    Map<String, String> settings) {
  /** The settings row that marks a database as protected. */
  public static final String PROTECTED = "protected";

  /** Copies the collections. */
  public DatabaseState {
    entries = List.copyOf(entries);
    settings = Map.copyOf(settings);
  }

  /** Whether reset, nuke and downgrade refuse this database. */
  public boolean isProtected() {
    return settings.containsKey(PROTECTED);
  }

  /** The ids of the revisions that are applied, all of them. */
  public Set<String> applied() {
    Set<String> applied = new TreeSet<>();
    for (HistoryEntry entry : entries) {
      if (entry.isDone()) {
        applied.add(entry.revision());
      }
    }
    return applied;
  }

  /** The applied revisions that are no parent of another applied one, sorted. */
  public List<String> current() {
    Set<String> heads = new TreeSet<>(applied());
    Set<String> parents = new HashSet<>();
    for (HistoryEntry entry : entries) {
      if (entry.isDone()) {
        parents.addAll(entry.parents());
      }
    }
    heads.removeAll(parents);
    return List.copyOf(heads);
  }

  /** The entry that is neither fully applied nor absent; a push or downgrade was cut in it. */
  public Optional<HistoryEntry> running() {
    return entries.stream().filter(entry -> !entry.isDone()).findFirst();
  }

  /** The entry of a revision. */
  public Optional<HistoryEntry> entry(String revision) {
    return entries.stream().filter(entry -> entry.revision().equals(revision)).findFirst();
  }
}
