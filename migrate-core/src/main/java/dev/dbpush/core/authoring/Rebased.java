package dev.dbpush.core.authoring;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A branch that was moved.
 *
 * @param onto the head that it follows now; null where there was no fork, and only the lock file's
 *     conflict markers were removed
 * @param moved the revisions of the branch, in chain order, with their new parents
 * @param rewritten the names of the files that were changed
 */
public record Rebased(
    @Nullable RevisionId onto, List<MigrationFile> moved, List<String> rewritten) {

  /** Copies the lists. */
  public Rebased {
    moved = List.copyOf(moved);
    rewritten = List.copyOf(rewritten);
  }
}
