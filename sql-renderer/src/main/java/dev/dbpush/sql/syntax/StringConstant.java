package dev.dbpush.sql.syntax;

/**
 * Reads string constants, with {@code standard_conforming_strings = on}. PostgreSQL documentation,
 * section 4.1.2.
 */
public final class StringConstant {
  private final String source;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private StringConstant(String source) {
    this.source = source;
  }

  /**
   * What a constant means, given as it stands in the text: {@code '…'}, {@code E'…'}, {@code U&'…'}
   * (with the default escape character), {@code $tag$…$tag$}; the digits of {@code B'…'} and {@code
   * X'…'}.
   */
  public static String read(String source) {
    if (source.startsWith("$")) {
      int tag = source.indexOf('$', 1) + 1;
      return source.substring(tag, source.length() - tag);
    }
    return new StringConstant(source).quoted();
  }

  private String quoted() {
    char prefix = source.charAt(0);
    boolean escapes = prefix == 'e' || prefix == 'E';
    at = source.indexOf('\'');
    while (at >= 0 && at < source.length()) {
      part(escapes);
      at = nextPart();
    }
    boolean unicode = prefix == 'u' || prefix == 'U';
    return unicode ? Identifier.unescape(out.toString(), '\\') : out.toString();
  }

  /** From an opening quote to behind its closing one. */
  private void part(boolean escapes) {
    at++;
    while (at < source.length()) {
      char c = source.charAt(at++);
      if (c == '\\' && escapes && at < source.length()) {
        escape();
      } else if (c != '\'') {
        out.append(c);
      } else if (at < source.length() && source.charAt(at) == '\'') {
        out.append(c);
        at++;
      } else {
        return;
      }
    }
  }

  /** The opening quote of the next part, behind blanks and comments; -1 if there is none. */
  private int nextPart() {
    int i = at;
    while (i < source.length() && source.charAt(i) != '\'') {
      if (source.charAt(i) == '-') {
        while (i < source.length() && source.charAt(i) != '\n' && source.charAt(i) != '\r') {
          i++;
        }
      } else {
        i++;
      }
    }
    return i < source.length() ? i : -1;
  }

  private void escape() {
    char c = source.charAt(at++);
    switch (c) {
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append('\u000b');
      case 'x' -> digits(2, 16, c);
      case 'u' -> digits(4, 16, c);
      case 'U' -> digits(8, 16, c);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        digits(3, 8, c);
      }
      default -> out.append(c);
    }
  }

  private void digits(int most, int radix, char otherwise) {
    int value = 0;
    int end = at;
    while (end < source.length()
        && end - at < most
        && Character.digit(source.charAt(end), radix) >= 0) {
      value = value * radix + Character.digit(source.charAt(end), radix);
      end++;
    }
    if (end == at || !Character.isValidCodePoint(value)) {
      out.append(otherwise);
    } else {
      out.appendCodePoint(value);
      at = end;
    }
  }
}
