package dev.dbpush.sql.plan;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import java.util.List;

/**
 * One revision in one direction.
 *
 * @param file the migration
 * @param direction the section that runs
 * @param headsBefore the current heads that the step starts from, sorted; empty at base
 */
public record Step(MigrationFile file, Direction direction, List<RevisionId> headsBefore) {

  /** Copies the list. */
  public Step {
    headsBefore = List.copyOf(headsBefore);
  }
}
