package dev.dbpush.sql.hazard;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The names that the server chooses for constraints and indexes without one. */
final class NameChoice {
  private static final int MAXIMUM = 63;

  private NameChoice() {}

  /** {@code table_column_suffix}, the longer of both parts cut until it fits. */
  static String of(String table, List<String> columns, String suffix) {
    String first = table;
    String second = String.join("_", columns);
    int overhead = suffix.length() + 1 + (second.isEmpty() ? 0 : 1);
    while (bytes(first) + bytes(second) + overhead > MAXIMUM) {
      if (bytes(first) > bytes(second)) {
        first = first.substring(0, first.length() - 1);
      } else {
        second = second.substring(0, second.length() - 1);
      }
    }
    return first + (second.isEmpty() ? "" : "_" + second) + "_" + suffix;
  }

  /** How many bytes a name has in the server's encoding, which is UTF-8. */
  static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Whether the server cuts the name. */
  static boolean isTooLong(String name) {
    return bytes(name) > MAXIMUM;
  }
}
