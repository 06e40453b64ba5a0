package dev.dbpush.core.exec;

import java.util.ArrayList;
import java.util.List;

/** The lines of a statement around an error, with a caret below the place. */
final class StatementExcerpt {
  private static final int LINES_BEFORE = 3;
  private static final int LINES_AFTER = 2;
  private static final int MAX_WIDTH = 160;
  private static final String INDENT = "    ";

  private StatementExcerpt() {}

  /**
   * The excerpt, indented.
   *
   * @param sql the statement
   * @param caret the 0-based place of the error, or -1 to show the statement's first lines
   */
  static String of(String sql, int caret) {
    String[] lines = sql.split("\n", -1);
    int at = caret < 0 || caret > sql.length() ? -1 : lineOf(sql, caret);
    int from = at < 0 ? 0 : Math.max(0, at - LINES_BEFORE);
    int to = Math.min(lines.length, (at < 0 ? LINES_BEFORE : at) + LINES_AFTER + 1);
    List<String> out = new ArrayList<>();
    if (from > 0) {
      out.add(INDENT + "…");
    }
    for (int i = from; i < to; i++) {
      int column = i == at ? caret - (sql.lastIndexOf('\n', caret - 1) + 1) : 0;
      int shift = column > MAX_WIDTH - 20 ? column - MAX_WIDTH / 2 : 0;
      out.add(INDENT + cut(lines[i], shift));
      if (i == at) {
        out.add(INDENT + " ".repeat(column - shift + (shift > 0 ? 1 : 0)) + "^");
      }
    }
    if (to < lines.length) {
      out.add(INDENT + "…");
    }
    return String.join("\n", out);
  }

  private static int lineOf(String sql, int caret) {
    int line = 0;
    for (int i = 0; i < caret; i++) {
      line += sql.charAt(i) == '\n' ? 1 : 0;
    }
    return line;
  }

  private static String cut(String line, int shift) {
    String shown = line.replace('\t', ' ');
    shown = shift > 0 ? "…" + shown.substring(Math.min(shift, shown.length())) : shown;
    return shown.length() > MAX_WIDTH ? shown.substring(0, MAX_WIDTH) + "…" : shown;
  }
}
