package dev.dbpush.core.authoring;

import dev.dbpush.sql.file.RevisionId;
import java.util.List;

/**
 * What became of a lock file; revisions in the order of its lines, those that had none at the end.
 *
 * @param sealed revisions whose line was open or missing
 * @param resealed revisions whose file or parents were changed after they were locked
 * @param removed revisions whose line was dropped, since their file is gone
 * @param written whether the file was written; false where it was right already
 */
public record Locked(
    List<RevisionId> sealed, List<RevisionId> resealed, List<RevisionId> removed, boolean written) {

  /** Copies the lists. */
  public Locked {
    sealed = List.copyOf(sealed);
    resealed = List.copyOf(resealed);
    removed = List.copyOf(removed);
  }
}
