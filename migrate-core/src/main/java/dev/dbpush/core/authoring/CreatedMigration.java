package dev.dbpush.core.authoring;

import dev.dbpush.sql.file.RevisionId;
import java.util.List;

/**
 * A migration file that was written.
 *
 * @param file its name, without a folder
 * @param revision its id
 * @param parents its parents
 */
public record CreatedMigration(String file, RevisionId revision, List<RevisionId> parents) {

  /** Copies the list. */
  public CreatedMigration {
    parents = List.copyOf(parents);
  }
}
