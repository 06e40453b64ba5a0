package dev.dbpush.sql.syntax;

/**
 * A place in a text.
 *
 * @param line 1-based line
 * @param column 1-based column, counted in UTF-16 units
 */
public record SourcePosition(int line, int column) implements Comparable<SourcePosition> {

  /** The first character of a text. */
  public static final SourcePosition START = new SourcePosition(1, 1);

  /** Checks that both numbers are positive. */
  public SourcePosition {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("positions start at 1:1, got " + line + ":" + column);
    }
  }

  /**
   * The position of an offset.
   *
   * @param text the whole text; a line ends with LF, CRLF or a lone CR
   * @param offset 0-based, at most the text's length
   */
  public static SourcePosition of(CharSequence text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
        line++;
        lineStart = i + 1;
      }
    }
    return new SourcePosition(line, offset - lineStart + 1);
  }

  /** This position, moved to where {@code other} is when read from here (1:1 stays in place). */
  public SourcePosition plus(SourcePosition other) {
    return other.line == 1
        ? new SourcePosition(line, column + other.column - 1)
        : new SourcePosition(line + other.line - 1, other.column);
  }

  @Override
  public int compareTo(SourcePosition other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
