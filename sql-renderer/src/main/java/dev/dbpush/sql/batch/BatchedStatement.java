package dev.dbpush.sql.batch;

import dev.dbpush.sql.syntax.SqlStatement;
import java.util.List;

/**
 * A statement to run.
 *
 * @param text the source as it was written, or the merged statement: the first source followed by
 *     the actions of the others
 * @param sources where it comes from, in the order of the sources; one, or several that were merged
 * @param notes why a statement on a table that an earlier one alters, too, was not merged with it;
 *     one line each
 */
public record BatchedStatement(String text, List<SqlStatement> sources, List<String> notes) {

  /** Copies the lists. */
  public BatchedStatement {
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
  }

  /** The statement, where its first source stands. */
  public SqlStatement statement() {
    SqlStatement first = sources.get(0);
    return isMerged() ? SqlStatement.of(text).at(first.position()) : first;
  }

  /** Whether it stands for several statements. */
  public boolean isMerged() {
    return sources.size() > 1;
  }
}
