package dev.dbpush.sql.schema;

import java.nio.charset.StandardCharsets;

/** The names that PostgreSQL gives to objects that a statement leaves without one. */
public final class DefaultNames {
  private static final int LONGEST = 63;

  private DefaultNames() {}

  /** The sequence of a serial or identity column. */
  public static String sequence(String table, String column) {
    return join(table, column, "seq");
  }

  /** The NOT NULL constraint of a column (PostgreSQL 18). */
  public static String notNull(String table, String column) {
    return join(table, column, "not_null");
  }

  /** A primary key or unique constraint. */
  public static String key(Constraint key) {
    return key.type() == 'p'
        ? join(key.id().parent(), "", "pkey")
        : join(key.id().parent(), String.join("_", key.columns()), "key");
  }

  /**
   * {@code first_second_label}, the longer of the first two shortened until it fits in 63 bytes.
   */
  public static String join(String first, String second, String label) {
    int room = LONGEST - label.length() - (second.isEmpty() ? 1 : 2);
    int one = bytes(first);
    int two = bytes(second);
    while (one + two > room) {
      if (one > two) {
        one--;
      } else {
        two--;
      }
    }
    return clip(first, one) + (second.isEmpty() ? "" : "_" + clip(second, two)) + "_" + label;
  }

  /** The name with a suffix, shortened until both fit in 63 bytes. */
  public static String fitting(String name, String suffix) {
    return clip(name, LONGEST - bytes(suffix)) + suffix;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** As many whole characters as fit. */
  private static String clip(String text, int bytes) {
    int used = 0;
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      int next = used + bytes(Character.toString(codePoint));
      if (next > bytes) {
        break;
      }
      used = next;
      i += Character.charCount(codePoint);
    }
    return text.substring(0, i);
  }
}
