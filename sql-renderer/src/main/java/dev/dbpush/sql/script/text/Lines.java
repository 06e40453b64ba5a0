package dev.dbpush.sql.script.text;

import java.io.IOException;

/** Writes lines; all of them end with LF. */
final class Lines {
  private static final String RULE = "-- " + "-".repeat(97);

  private final Appendable out;

  Lines(Appendable out) {
    this.out = out;
  }

  void line(String text) throws IOException {
    out.append(text).append('\n');
  }

  void empty() throws IOException {
    out.append('\n');
  }

  /** One comment, whatever the text holds. */
  void comment(String text) throws IOException {
    if (text.isEmpty()) {
      out.append("--\n");
      return;
    }
    out.append("-- ").append(flat(text)).append('\n');
  }

  /** A line across the page. */
  void rule() throws IOException {
    line(RULE);
  }

  /** A statement as it is, and its semicolon. */
  void statement(String sql) throws IOException {
    out.append(sql);
    // A comment at the end of its last line would swallow the semicolon.
    out.append(endsInLineComment(sql) ? "\n;\n" : ";\n");
  }

  /** Text as it is. */
  void raw(CharSequence text) throws IOException {
    out.append(text);
  }

  private static boolean endsInLineComment(String sql) {
    int line = sql.lastIndexOf('\n') + 1;
    return sql.indexOf("--", line) >= 0;
  }

  /** A text that stays on its line. */
  static String flat(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ') {
        return text.replaceAll("[\\x00-\\x1f]+", " ");
      }
    }
    return text;
  }
}
