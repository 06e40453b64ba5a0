package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import java.util.List;

/** A statement's first words, for a message about it. */
final class StatementTitle {
  private static final int WORDS = 3;

  private StatementTitle() {}

  static String of(SqlStatement statement) {
    List<Token> tokens = statement.tokens();
    int words = Math.min(WORDS, tokens.size());
    return statement.text().substring(0, tokens.get(words - 1).end()).replaceAll("\\s+", " ");
  }
}
