package dev.dbpush.sql.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements that run in one transaction, or one statement that must run outside one; with all that
 * goes before and behind.
 *
 * @param number 1-based place among the step's segments
 * @param of how many segments the step has
 * @param transactional whether it runs in one transaction
 * @param buildsIndex the index that a concurrent build in it creates, as SQL; null for none
 * @param hash of the statements, to compare with the history when a push goes on
 * @param before session, guard and {@code BEGIN}
 * @param body the migration's own statements
 * @param after history and {@code COMMIT}
 */
public record ScriptSegment(
    int number,
    int of,
    boolean transactional,
    @Nullable String buildsIndex,
    String hash,
    List<ScriptStatement> before,
    List<ScriptStatement> body,
    List<ScriptStatement> after) {

  /** Copies the lists. */
  public ScriptSegment {
    before = List.copyOf(before);
    body = List.copyOf(body);
    after = List.copyOf(after);
  }

  /** All statements in their order. */
  public List<ScriptStatement> statements() {
    List<ScriptStatement> all = new ArrayList<>(before.size() + body.size() + after.size());
    all.addAll(before);
    all.addAll(body);
    all.addAll(after);
    return all;
  }
}
