package dev.dbpush.core.chain;

import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;

/**
 * Something in which the lock file and the folder differ.
 *
 * @param kind what it is
 * @param revision the revision
 * @param problem the same for a person, with place and remedy
 */
public record LockDifference(Kind kind, RevisionId revision, Problem problem) {

  /** What differs. */
  public enum Kind {
    /** A section has another checksum than when it was locked. */
    EDITED,
    /** The header names other parents than when it was locked. */
    REPARENTED,
    /** A line whose file is gone. */
    REMOVED,
    /** A file without a line. */
    UNLOCKED,
    /** The file has another name than when it was locked. */
    RENAMED,
    /** A line that is not sealed yet. */
    OPEN,
    /** The lines are not in chain order; the first line that is not. */
    OUT_OF_ORDER
  }
}
