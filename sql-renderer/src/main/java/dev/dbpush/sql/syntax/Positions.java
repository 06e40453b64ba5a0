package dev.dbpush.sql.syntax;

/**
 * Positions of rising offsets, each found from the last one, so that all together take linear time.
 */
final class Positions {
  private final String text;
  private int offset;
  private int line = 1;
  private int lineStart;

  Positions(String text) {
    this.text = text;
  }

  SourcePosition of(int next) {
    for (int i = offset; i < next; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
        line++;
        lineStart = i + 1;
      }
    }
    offset = next;
    return new SourcePosition(line, next - lineStart + 1);
  }
}
