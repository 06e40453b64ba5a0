package dev.dbpush.sql.segment;

import dev.dbpush.sql.syntax.SqlStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements of a section that run in one transaction, or the one statement that runs outside one.
 *
 * @param transactional whether they run in one transaction
 * @param replay settings that earlier segments of the section made; they are repeated, since the
 *     session is reset between segments
 * @param statements in their order; empty for a section without any
 * @param buildsIndex the index that a concurrent build here creates, as SQL; null for none, or where
 *     the statement does not name it
 */
public record Segment(
    boolean transactional,
    List<SqlStatement> replay,
    List<SqlStatement> statements,
    @Nullable String buildsIndex) {

  /** Copies the lists. */
  public Segment {
    replay = List.copyOf(replay);
    statements = List.copyOf(statements);
  }
}
