package dev.dbpush.sql.history;

import dev.dbpush.sql.syntax.Identifier;

/** Names that stand inside the procedures of guard and history. */
final class Names {
  /** The delimiter of those procedures' bodies, without its last character. */
  private static final String DELIMITER = "$dbpush";

  private Names() {}

  /**
   * Lets a name pass that the server keeps as it is and that ends no dollar quote.
   *
   * @throws IllegalArgumentException for any other
   */
  static void require(String what, String name) {
    if (name.isBlank()
        || name.contains(DELIMITER)
        || !Identifier.kept(name).equals(name)
        || name.codePoints().anyMatch(Names::isNoText)) {
      throw new IllegalArgumentException(
          what
              + " is 1 to 63 bytes long, without control characters and without "
              + DELIMITER
              + ", got \""
              + name
              + '"');
    }
  }

  private static boolean isNoText(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
  }
}
