package dev.dbpush.sql.syntax;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One SQL command, a slice of the text that it was read from. A value; thread-safe. Its tokens are
 * read once and kept for as long as there is memory to spare: many rules look at one command.
 */
public final class SqlStatement {
  private static final int HEAD_WORDS = 4;

  private final String text;
  private final SourcePosition position;
  private final int start;
  private final int end;
  private final @Nullable String copyData;

  private @Nullable SoftReference<List<Token>> tokens;
  private @Nullable List<String> head;

  /**
   * A command.
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
  public SqlStatement(
      String text, SourcePosition position, int start, int end, @Nullable String copyData) {
    this.text = text;
    this.position = position;
    this.start = start;
    this.end = end;
    this.copyData = copyData;
  }

  /** A command that is a text of its own. */
  public static SqlStatement of(String text) {
    return new SqlStatement(text, SourcePosition.START, 0, text.length(), null);
  }

  /** The command as it was written, without its semicolon and inline data. */
  public String text() {
    return text;
  }

  /** Where the first token stands in the text that it was read from. */
  public SourcePosition position() {
    return position;
  }

  /** 0-based offset of the first token. */
  public int start() {
    return start;
  }

  /** Offset behind the semicolon, the last token or the {@code \.} line. */
  public int end() {
    return end;
  }

  /** The lines of a {@code COPY … FROM stdin}; null for every other command. */
  public @Nullable String copyData() {
    return copyData;
  }

  /** The same command at another place. */
  public SqlStatement at(SourcePosition other) {
    return new SqlStatement(text, other, start, end, copyData);
  }

  /**
   * The tokens that mean something to the server: no blanks, no comments. Offsets into {@link
   * #text}. Not to be changed.
   */
  public List<Token> tokens() {
    SoftReference<List<Token>> kept = tokens;
    List<Token> read = kept == null ? null : kept.get();
    if (read == null) {
      read = List.copyOf(SqlScanner.significant(text));
      tokens = new SoftReference<>(read);
    }
    return read;
  }

  /** A cursor over the significant tokens, at the first one. */
  public TokenCursor cursor() {
    return new TokenCursor(text, tokens());
  }

  /** The first word in lower case; empty if the command begins with something else. */
  public String firstWord() {
    List<String> words = head();
    return words.isEmpty() ? "" : words.get(0);
  }

  /** Whether the command begins with these words, in any case; at most four. */
  public boolean startsWith(String... words) {
    List<String> head = head();
    if (words.length > HEAD_WORDS) {
      throw new IllegalArgumentException("more words than are kept: " + words.length);
    }
    if (words.length > head.size()) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!head.get(i).equals(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** The words at the start, in lower case, read once: a command may be long. */
  private List<String> head() {
    List<String> words = head;
    if (words == null) {
      List<String> read = new ArrayList<>(HEAD_WORDS);
      SqlScanner scanner = new SqlScanner(text);
      for (Token token = scanner.next();
          token != null && read.size() < HEAD_WORDS;
          token = scanner.next()) {
        if (token.kind() == Token.Kind.WORD) {
          read.add(Identifier.fold(token.in(text)));
        } else if (!token.isTrivia()) {
          break;
        }
      }
      words = List.copyOf(read);
      head = words;
    }
    return words;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SqlStatement that
        && start == that.start
        && end == that.end
        && text.equals(that.text)
        && position.equals(that.position)
        && Objects.equals(copyData, that.copyData);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, position, start, end, copyData);
  }

  @Override
  public String toString() {
    return position + " " + text;
  }
}
