package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import java.util.List;
import java.util.regex.Pattern;

/** A statement's first words, for a message about it. */
final class StatementTitle {
  private static final int WORDS = 3;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private StatementTitle() {}

  static String of(SqlStatement statement) {
    List<Token> tokens = statement.tokens();
    int words = Math.min(WORDS, tokens.size());
    String title = statement.text().substring(0, tokens.get(words - 1).end());
    return isPlain(title) ? title : BLANKS.matcher(title).replaceAll(" ");
  }

  private static boolean isPlain(String title) {
    for (int i = 0; i < title.length(); i++) {
      if (title.charAt(i) < ' ' || title.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return !title.contains("  ");
  }
}
