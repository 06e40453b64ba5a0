package dev.dbpush.sql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SQL command, a slice of the text that it was read from.
 *
 * @param text the command as it was written, from its first token to its last, without the
 *     semicolon and without the data of a {@code COPY … FROM stdin}
 * @param position where the first token stands in the text
 * @param start 0-based offset of the first token
 * @param end offset behind the semicolon, or behind the last token where there is none, or behind
 *     the {@code \.} line of inline data
 * @param copyData the lines of a {@code COPY … FROM stdin}, without the {@code \.} line; null for
 *     every other command
 */
public record SqlStatement(
    String text, SourcePosition position, int start, int end, @Nullable String copyData) {

  /**
   * The tokens that mean something to the server: no blanks, no comments. Offsets into {@link
   * #text}.
   */
  public List<Token> tokens() {
    return SqlScanner.significant(text);
  }

  /** A cursor over the significant tokens, at the first one. */
  public TokenCursor cursor() {
    return new TokenCursor(text, tokens());
  }

  /** The first word in lower case; empty if the command begins with something else. */
  public String firstWord() {
    Token token = nextSignificant(new SqlScanner(text));
    return token != null && token.kind() == Token.Kind.WORD ? Identifier.fold(token.in(text)) : "";
  }

  /** Whether the command begins with these words, in any case. Reads no further than they go. */
  public boolean startsWith(String... words) {
    SqlScanner scanner = new SqlScanner(text);
    for (String word : words) {
      Token token = nextSignificant(scanner);
      if (token == null || !token.isWord(text, word)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Token nextSignificant(SqlScanner scanner) {
    Token token = scanner.next();
    while (token != null && token.isTrivia()) {
      token = scanner.next();
    }
    return token;
  }
}
