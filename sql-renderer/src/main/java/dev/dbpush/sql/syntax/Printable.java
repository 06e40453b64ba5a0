package dev.dbpush.sql.syntax;

/**
 * Texts of other hands, made fit to be shown. Escape sequences that a terminal obeys, and
 * characters that change the order in which a line is read, would let a file or a database's rows
 * forge what a person sees.
 */
public final class Printable {
  private Printable() {}

  /** The text with control characters as {@code U+001B}; line ends and tabs stay. */
  public static String text(String text) {
    return shown(text, true);
  }

  /** The text in one line: line ends and tabs are shown like other control characters. */
  public static String line(String text) {
    return shown(text, false);
  }

  private static String shown(String text, boolean lines) {
    int first = 0;
    while (first < text.length() && !isHidden(text.charAt(first), lines)) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.substring(0, first));
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHidden(c, lines)) {
        shown.append(String.format("U+%04X", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  private static boolean isHidden(char c, boolean lines) {
    if (c == '\n' || c == '\t') {
      return !lines;
    }
    return c < ' '
        || (c >= '\u007f' && c < '\u00a0')
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
