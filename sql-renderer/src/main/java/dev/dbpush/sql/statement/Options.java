package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.StringConstant;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An option list in parentheses: {@code (name, name value, name = value)}, as utilities take it.
 */
record Options(Map<String, String> values) {

  /** The list that opens at the cursor, passing it; no options if none does. */
  static Options at(TokenCursor cursor) {
    Map<String, String> values = new HashMap<>();
    int open = cursor.index();
    if (!cursor.skipParentheses()) {
      return new Options(values);
    }
    int close = cursor.index();
    cursor.moveTo(open + 1);
    while (cursor.index() < close - 1) {
      String name = text(cursor);
      StringBuilder value = new StringBuilder();
      while (cursor.index() < close - 1 && !cursor.accept(',')) {
        String part = text(cursor);
        value.append(part.equals("=") ? "" : part);
      }
      values.put(name, value.toString());
    }
    cursor.moveTo(close);
    return new Options(values);
  }

  private static String text(TokenCursor cursor) {
    Token token = cursor.next();
    if (token == null) {
      return "";
    }
    String source = token.in(cursor.text());
    String value =
        token.kind() == Token.Kind.STRING ? StringConstant.read(source) : source.replace("\"", "");
    return value.toLowerCase(Locale.ROOT);
  }

  /** Whether an option is given. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether an option is given and not switched off. */
  boolean isOn(String name) {
    return has(name) && !isOff(name);
  }

  /** Whether an option is given and switched off. */
  boolean isOff(String name) {
    String value = values.getOrDefault(name, "true");
    return value.equals("off") || value.equals("0") || value.equals("false");
  }
}
