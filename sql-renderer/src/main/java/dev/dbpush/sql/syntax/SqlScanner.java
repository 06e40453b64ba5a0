package dev.dbpush.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads PostgreSQL's tokens from a text, one after the other, with nothing left out.
 *
 * <p>Follows the server's own lexer with {@code standard_conforming_strings = on}: adjacent string
 * constants on separate lines continue in the mode of the first, block comments nest, a dollar sign
 * inside a word belongs to the word. Not thread-safe. Runs in time linear in the text's length.
 */
public final class SqlScanner {
  private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";
  private static final String UNUSUAL_OPERATOR_CHARACTERS = "~!@#%^&|`?";

  private final String text;
  private int at;

  /** Starts at the text's first character. */
  public SqlScanner(String text) {
    this(text, 0);
  }

  /** Starts at an offset, which must not lie inside a token. */
  public SqlScanner(String text, int offset) {
    this.text = text;
    this.at = offset;
  }

  /** All tokens of a text that mean something to the server: no blanks, no comments. */
  static List<Token> significant(String text) {
    List<Token> tokens = new ArrayList<>();
    SqlScanner scanner = new SqlScanner(text);
    for (Token token = scanner.next(); token != null; token = scanner.next()) {
      if (!token.isTrivia()) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  /** The offset of the next token. */
  public int offset() {
    return at;
  }

  /** Goes on at another offset, which must not lie inside a token. */
  public void moveTo(int offset) {
    at = offset;
  }

  /**
   * The next token, or null at the end of the text.
   *
   * @throws SqlSyntaxException if a quote or a comment is never closed; points to where it opened
   */
  public @Nullable Token next() {
    if (at >= text.length()) {
      return null;
    }
    int start = at;
    Token.Kind kind = read(text.charAt(start), start);
    return new Token(kind, start, at);
  }

  private Token.Kind read(char c, int start) {
    if (isBlank(c)) {
      at = skipBlanks(start);
      return Token.Kind.WHITESPACE;
    }
    char following = peek(start + 1);
    if (c == '-' && following == '-') {
      at = endOfLine(start);
      return Token.Kind.COMMENT;
    }
    if (c == '/' && following == '*') {
      at = endOfBlockComment(start);
      return Token.Kind.COMMENT;
    }
    if (c == '\'') {
      at = endOfString(start, start, false);
      return Token.Kind.STRING;
    }
    if (c == '"') {
      at = endOfQuotedIdentifier(start, start);
      return Token.Kind.QUOTED_IDENTIFIER;
    }
    if (isWordStart(c)) {
      return word(c, following, start);
    }
    boolean rangeBefore = start > 0 && text.charAt(start - 1) == '.'; // 1..2 of PL/pgSQL
    if (isDigit(c) || (c == '.' && isDigit(following) && !rangeBefore)) {
      at = endOfNumber(start);
      return Token.Kind.NUMBER;
    }
    if (c == '$') {
      return dollar(following, start);
    }
    if (c == '\\') {
      at = endOfLine(start);
      return Token.Kind.META_COMMAND;
    }
    if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
      at = endOfOperator(start);
      return Token.Kind.OPERATOR;
    }
    at = start + 1;
    return Token.Kind.PUNCTUATION;
  }

  private Token.Kind word(char c, char following, int start) {
    if (following == '\'' && "eEbBxXnN".indexOf(c) >= 0) {
      at = endOfString(start, start + 1, c == 'e' || c == 'E');
      return Token.Kind.STRING;
    }
    if (following == '&' && (c == 'u' || c == 'U')) {
      char third = peek(start + 2);
      if (third == '\'') {
        at = endOfString(start, start + 2, false);
        return Token.Kind.STRING;
      }
      if (third == '"') {
        at = endOfQuotedIdentifier(start, start + 2);
        return Token.Kind.QUOTED_IDENTIFIER;
      }
    }
    int i = start + 1;
    while (i < text.length() && isWordPart(text.charAt(i))) {
      i++;
    }
    at = i;
    return Token.Kind.WORD;
  }

  private Token.Kind dollar(char following, int start) {
    if (isDigit(following)) {
      int i = start + 1;
      while (isDigit(peek(i))) {
        i++;
      }
      at = i;
      return Token.Kind.PARAMETER;
    }
    int tagEnd = start + 1;
    if (isWordStart(following)) {
      while (tagEnd < text.length() && isTagPart(text.charAt(tagEnd))) {
        tagEnd++;
      }
    }
    if (peek(tagEnd) != '$') {
      at = start + 1; // a lone dollar sign; the server will say what it thinks of it
      return Token.Kind.PUNCTUATION;
    }
    String delimiter = text.substring(start, tagEnd + 1);
    int close = text.indexOf(delimiter, tagEnd + 1);
    if (close < 0) {
      throw unterminated(
          start,
          "dollar quote " + delimiter + " opened here is never closed",
          "close it with " + delimiter + " before the end of the file");
    }
    at = close + delimiter.length();
    return Token.Kind.DOLLAR_STRING;
  }

  private int endOfString(int start, int quote, boolean backslashEscapes) {
    int i = quote + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (backslashEscapes && c == '\\') {
        i += 2;
      } else if (c != '\'') {
        i++;
      } else if (peek(i + 1) == '\'') {
        i += 2;
      } else {
        int continued = continuation(i + 1);
        if (continued < 0) {
          return i + 1;
        }
        i = continued + 1;
      }
    }
    throw unterminated(
        start, "string constant opened here is never closed", "close it with a single quote (')");
  }

  /** The offset of a quote that continues a string constant on a later line, or -1. */
  private int continuation(int from) {
    int i = from;
    boolean newline = false;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        newline = true;
        i++;
      } else if (isBlank(c)) {
        i++;
      } else if (c == '-' && peek(i + 1) == '-') {
        i = endOfLine(i);
      } else {
        return newline && c == '\'' ? i : -1;
      }
    }
    return -1;
  }

  private int endOfQuotedIdentifier(int start, int quote) {
    int i = quote + 1;
    while (i < text.length()) {
      if (text.charAt(i) != '"') {
        i++;
      } else if (peek(i + 1) == '"') {
        i += 2;
      } else {
        return i + 1;
      }
    }
    throw unterminated(
        start,
        "quoted identifier opened here is never closed",
        "close it with a double quote (\")");
  }

  private int endOfBlockComment(int start) {
    int depth = 1;
    int i = start + 2;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '*' && peek(i + 1) == '/') {
        i += 2;
        if (--depth == 0) {
          return i;
        }
      } else if (c == '/' && peek(i + 1) == '*') {
        depth++;
        i += 2;
      } else {
        i++;
      }
    }
    throw unterminated(
        start,
        "block comment opened here is never closed",
        "close it with */ (block comments nest: each /* needs its own)");
  }

  private int endOfNumber(int start) {
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean exponentSign =
          (c == '+' || c == '-')
              && i > start
              && (text.charAt(i - 1) == 'e' || text.charAt(i - 1) == 'E')
              && isDigit(peek(i + 1))
              && !isRadixPrefixed(start);
      boolean range = c == '.' && peek(i + 1) == '.';
      if (range || !(isDigit(c) || c == '.' || c == '_' || isAsciiLetter(c) || exponentSign)) {
        break;
      }
      i++;
    }
    return i;
  }

  private boolean isRadixPrefixed(int start) {
    return text.charAt(start) == '0' && "xXoObB".indexOf(peek(start + 1)) >= 0;
  }

  /**
   * Behind a run of operator characters: it ends where a comment begins, and a sign at its end
   * belongs to what follows unless the run holds a character that no operator of SQL has.
   * PostgreSQL documentation, section 4.1.3.
   */
  private int endOfOperator(int start) {
    int i = start;
    boolean maySign = false;
    while (i < text.length() && OPERATOR_CHARACTERS.indexOf(text.charAt(i)) >= 0) {
      char c = text.charAt(i);
      char following = peek(i + 1);
      if ((c == '-' && following == '-') || (c == '/' && following == '*')) {
        break;
      }
      maySign |= UNUSUAL_OPERATOR_CHARACTERS.indexOf(c) >= 0;
      i++;
    }
    while (!maySign && i > start + 1 && (text.charAt(i - 1) == '+' || text.charAt(i - 1) == '-')) {
      i--;
    }
    return i;
  }

  private int endOfLine(int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  private int skipBlanks(int start) {
    int i = start;
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private char peek(int offset) {
    return offset < text.length() ? text.charAt(offset) : '\0';
  }

  private SqlSyntaxException unterminated(int offset, String message, String remedy) {
    return new SqlSyntaxException(
        new Problem("", SourcePosition.of(text, offset), message, remedy));
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u000b';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isWordStart(char c) {
    return isAsciiLetter(c) || c == '_' || c >= '\u0080';
  }

  private static boolean isTagPart(char c) {
    return isWordStart(c) || isDigit(c);
  }

  private static boolean isWordPart(char c) {
    return isTagPart(c) || c == '$';
  }
}
