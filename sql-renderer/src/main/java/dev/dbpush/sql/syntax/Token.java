package dev.dbpush.sql.syntax;

/**
 * A piece of a text, by offsets; the pieces of a text touch each other and cover it.
 *
 * @param kind what it is
 * @param start 0-based offset of its first character
 * @param end offset behind its last character
 */
public record Token(Kind kind, int start, int end) {

  /** What a token is. PostgreSQL documentation, section 4.1 (lexical structure). */
  public enum Kind {
    /** A keyword or an identifier without quotes. */
    WORD,
    /** {@code "…"} or {@code U&"…"}. */
    QUOTED_IDENTIFIER,
    /** {@code '…'}, {@code E'…'}, {@code B'…'}, {@code X'…'}, {@code N'…'}, {@code U&'…'}. */
    STRING,
    /** {@code $tag$…$tag$}. */
    DOLLAR_STRING,
    /** A numeric constant. */
    NUMBER,
    /** {@code $1}. */
    PARAMETER,
    /** A run of operator characters. */
    OPERATOR,
    /** One of {@code ( ) [ ] , ; . :} or any other single character. */
    PUNCTUATION,
    /**
     * {@code -- …} up to the end of the line, which is not part of it, or a nested block comment.
     */
    COMMENT,
    /** Blanks and line ends. */
    WHITESPACE,
    /** A psql meta-command, from its backslash to the end of the line. */
    META_COMMAND
  }

  /** Whether the server ignores it: blanks and comments. */
  public boolean isTrivia() {
    return kind == Kind.WHITESPACE || kind == Kind.COMMENT;
  }

  /** The characters of this token in the text that it was read from. */
  public String in(CharSequence text) {
    return text.subSequence(start, end).toString();
  }

  /** Whether this is a word without quotes that reads {@code word}, in any case. */
  public boolean isWord(CharSequence text, String word) {
    return kind == Kind.WORD && end - start == word.length() && matches(text, word);
  }

  /** Whether this is the punctuation character {@code c}. */
  public boolean is(CharSequence text, char c) {
    return kind == Kind.PUNCTUATION && text.charAt(start) == c;
  }

  private boolean matches(CharSequence text, String word) {
    for (int i = 0; i < word.length(); i++) {
      char a = text.charAt(start + i);
      char b = word.charAt(i);
      if (a != b && lower(a) != lower(b)) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
