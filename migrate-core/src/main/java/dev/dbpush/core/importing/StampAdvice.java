package dev.dbpush.core.importing;

import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;
import java.util.List;

/**
 * What the other tool's history table says about an imported chain.
 *
 * @param table the table that was read, as SQL; where none was found, the name that was looked for
 * @param revisions what the database already has, from the chain's first revision on; empty where
 *     there are differences
 * @param differences why the database must not be stamped as it is
 * @param notes what was found and does not stand in the way
 */
public record StampAdvice(
    String table, List<RevisionId> revisions, List<Problem> differences, List<String> notes) {

  /** Copies the lists. */
  public StampAdvice {
    revisions = List.copyOf(revisions);
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }

  /** Whether history and files agree, so that the revisions can be stamped. */
  public boolean agrees() {
    return differences.isEmpty();
  }
}
