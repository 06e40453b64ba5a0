package dev.dbpush.core;

import dev.dbpush.sql.file.MigrationFile;
import java.util.List;

/**
 * What a stamp wrote.
 *
 * @param added revisions that the history holds now
 * @param removed ids that it no longer holds
 * @param accepted revisions whose edited file is accepted
 */
public record StampOutcome(
    List<MigrationFile> added, List<String> removed, List<MigrationFile> accepted) {

  /** Copies the lists. */
  public StampOutcome {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    accepted = List.copyOf(accepted);
  }

  /** Whether the history said so already. */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && accepted.isEmpty();
  }
}
