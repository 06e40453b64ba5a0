package dev.dbpush.sql.history;

import dev.dbpush.sql.syntax.Identifier;
import java.util.Collection;

/** Constants of the type {@code text[]}. PostgreSQL documentation, 8.15.2. Thread-safe. */
public final class ArrayLiteral {
  private ArrayLiteral() {}

  /** A {@code text[]} constant. */
  public static String of(Collection<String> values) {
    StringBuilder array = new StringBuilder("{");
    for (String value : values) {
      if (array.length() > 1) {
        array.append(',');
      }
      if (isPlain(value)) {
        array.append(value);
      } else {
        array.append('"').append(escapeElement(value)).append('"');
      }
    }
    return Identifier.literal(array.append('}').toString());
  }

  /** Needs no quotes in an array literal; a value like {@code null} does, and is no revision. */
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c == '_')) {
        return false;
      }
    }
    return !value.isEmpty() && !value.equals("null");
  }

  private static String escapeElement(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
