package dev.dbpush.core.diff;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Snapshot;
import java.util.List;

/**
 * The difference of two snapshots, both ways.
 *
 * @param up from the old to the new one, in order
 * @param down from the new to the old one, in order
 * @param refusals why it must not be used yet; empty if nothing speaks against it
 * @param lost what the way down cannot bring back, in words
 * @param environment what {@code DdlRenderer} needs to know of the server
 * @param notManaged objects of either snapshot that are not managed, in words, sorted
 */
public record DiffResult(
    List<Change> up,
    List<Change> down,
    List<Refusal> refusals,
    List<String> lost,
    List<String> notManaged,
    Snapshot.Environment environment) {

  /** Copies the lists. */
  public DiffResult {
    up = List.copyOf(up);
    down = List.copyOf(down);
    refusals = List.copyOf(refusals);
    lost = List.copyOf(lost);
    notManaged = List.copyOf(notManaged);
  }

  /** Whether the snapshots are equal. */
  public boolean isEmpty() {
    return up.isEmpty();
  }
}
