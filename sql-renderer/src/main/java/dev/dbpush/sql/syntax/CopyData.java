package dev.dbpush.sql.syntax;

/**
 * The data behind a {@code COPY … FROM stdin}: from the line below it to a line that holds only
 * {@code \.}.
 *
 * @param data the lines, with their ends
 * @param end the offset behind the last line
 */
record CopyData(String data, int end) {

  /**
   * Reads the data.
   *
   * @param start where the command starts, for messages
   * @param commandEnd behind its semicolon
   */
  static CopyData read(String text, int start, int commandEnd) {
    checkRestOfLine(text, commandEnd);
    int dataStart = behindLineEnd(text, lineEnd(text, commandEnd));
    int line = dataStart;
    while (line < text.length()) {
      int lineEnd = lineEnd(text, line);
      int after = behindLineEnd(text, lineEnd);
      if (lineEnd - line == 2 && text.startsWith("\\.", line)) {
        return new CopyData(text.substring(dataStart, line), after);
      }
      line = after;
    }
    throw new SqlSyntaxException(
        new Problem(
            "",
            SourcePosition.of(text, start),
            "the data of this COPY … FROM stdin has no end",
            "end the data with a line that holds only \\."));
  }

  /** What stands behind the semicolon would run after the data in psql; nobody expects that. */
  private static void checkRestOfLine(String text, int from) {
    int lineEnd = lineEnd(text, from);
    int i = from;
    while (i < lineEnd && SqlScanner.isBlank(text.charAt(i))) {
      i++;
    }
    if (i < lineEnd && !text.startsWith("--", i)) {
      throw new SqlSyntaxException(
          new Problem(
              "",
              SourcePosition.of(text, i),
              "text behind a COPY … FROM stdin, on its line",
              "start the data on the next line, and the next statement behind the \\. line"));
    }
  }

  private static int lineEnd(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  /** Behind a line's end, whatever kind of line end it is. */
  private static int behindLineEnd(String text, int lineEnd) {
    return text.startsWith("\r\n", lineEnd) ? lineEnd + 2 : Math.min(text.length(), lineEnd + 1);
  }
}
