package dev.dbpush.sql.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * A text and the commands in it. The commands and the gaps between them concatenate to the text.
 *
 * @param text the whole text
 * @param statements the commands in their order; none overlap
 */
public record SplitSql(String text, List<SqlStatement> statements) {

  /** Copies the list. */
  public SplitSql {
    statements = List.copyOf(statements);
  }

  /**
   * What stands before, between and behind the commands: blanks, comments, empty commands; one more
   * than there are commands.
   */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>(statements.size() + 1);
    int from = 0;
    for (SqlStatement statement : statements) {
      gaps.add(text.substring(from, statement.start()));
      from = statement.end();
    }
    gaps.add(text.substring(from));
    return gaps;
  }
}
