package dev.dbpush.core.chain;

import dev.dbpush.sql.file.Checksum;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of {@code chain.lock}: what a revision was when it was locked.
 *
 * @param revision the revision
 * @param parents its parents, in the order of its header
 * @param up the up section's checksum; {@code -} while the line is open
 * @param down the down section's checksum; {@code -} where there is none or the line is open
 * @param file the migration file's name, without a folder
 */
public record LockLine(
    RevisionId revision, List<RevisionId> parents, String up, String down, String file) {

  /** Copies the list. */
  public LockLine {
    parents = List.copyOf(parents);
  }

  /** A line for a file that is still being written. */
  public static LockLine open(MigrationFile file) {
    return new LockLine(file.revision(), file.parents(), Checksum.NONE, Checksum.NONE, file.name());
  }

  /** A line with the file's checksums. */
  public static LockLine sealed(MigrationFile file) {
    return new LockLine(
        file.revision(), file.parents(), file.upChecksum(), file.downChecksum(), file.name());
  }

  /** Whether the file may still be edited. */
  public boolean isOpen() {
    return up.equals(Checksum.NONE);
  }

  /** Whether these parents are the file's; their order does not matter. */
  public boolean hasParentsOf(MigrationFile migration) {
    return new HashSet<>(parents).equals(new HashSet<>(migration.parents()));
  }

  /** The same line for a file that was renamed or has other parents. */
  LockLine movedTo(MigrationFile migration) {
    return new LockLine(revision, migration.parents(), up, down, migration.name());
  }

  /** The line's text, without a line end. */
  String text() {
    String parentsText =
        parents.isEmpty()
            ? "none"
            : parents.stream().map(RevisionId::value).collect(Collectors.joining(","));
    return String.join(" ", revision.value(), parentsText, up, down, file);
  }
}
