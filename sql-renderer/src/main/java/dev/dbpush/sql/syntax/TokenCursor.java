package dev.dbpush.sql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the significant tokens of one command. Not thread-safe.
 *
 * <p>{@code peek…} methods look, {@code accept…} methods move on only when they match.
 */
public final class TokenCursor {
  private final String text;
  private final List<Token> tokens;
  private int at;

  /**
   * Starts at the first token.
   *
   * @param text what the tokens' offsets refer to
   * @param tokens significant tokens only
   */
  public TokenCursor(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /** The text that the tokens' offsets refer to. */
  public String text() {
    return text;
  }

  /** The number of tokens already passed. */
  public int index() {
    return at;
  }

  /** Goes to the token with this index. */
  public void moveTo(int index) {
    at = index;
  }

  /** Whether all tokens were passed. */
  public boolean atEnd() {
    return at >= tokens.size();
  }

  /** The token here, or null at the end. */
  public @Nullable Token peek() {
    return peek(0);
  }

  /** The token {@code ahead} places from here, or null behind the end. */
  public @Nullable Token peek(int ahead) {
    int i = at + ahead;
    return i >= 0 && i < tokens.size() ? tokens.get(i) : null;
  }

  /** The token here, passing it; null at the end. */
  public @Nullable Token next() {
    Token token = peek();
    if (token != null) {
      at++;
    }
    return token;
  }

  /**
   * The word here in lower case; empty if there is something else. Quoted identifiers are no words.
   */
  public String peekWord() {
    return peekWord(0);
  }

  /** The word {@code ahead} places from here in lower case; empty if there is something else. */
  public String peekWord(int ahead) {
    Token token = peek(ahead);
    return token != null && token.kind() == Token.Kind.WORD ? Identifier.fold(token.in(text)) : "";
  }

  /** Whether these words stand here, in any case. */
  public boolean peekWords(String... words) {
    for (int i = 0; i < words.length; i++) {
      Token token = peek(i);
      if (token == null || !token.isWord(text, words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Passes these words if all of them stand here. */
  public boolean accept(String... words) {
    if (!peekWords(words)) {
      return false;
    }
    at += words.length;
    return true;
  }

  /** Passes one of these words, and says which; empty if none stands here. */
  public String acceptAny(String... words) {
    for (String word : words) {
      if (accept(word)) {
        return word;
      }
    }
    return "";
  }

  /** Whether this punctuation stands here. */
  public boolean peekIs(char c) {
    Token token = peek();
    return token != null && token.is(text, c);
  }

  /** Passes this punctuation if it stands here. */
  public boolean accept(char c) {
    if (!peekIs(c)) {
      return false;
    }
    at++;
    return true;
  }

  /** Whether these words stand anywhere from here on, next to each other, at any depth. */
  public boolean contains(String... words) {
    for (int i = at; i < tokens.size(); i++) {
      int start = at;
      at = i;
      boolean found = peekWords(words);
      at = start;
      if (found) {
        return true;
      }
    }
    return false;
  }

  /**
   * The name here (an identifier, folded as the server folds it, with or without a schema), passing
   * it; null if none stands here.
   */
  public @Nullable QualifiedName acceptName() {
    String first = acceptIdentifier();
    if (first == null) {
      return null;
    }
    QualifiedName name = QualifiedName.of(first);
    while (peekIs('.')) {
      int before = at;
      at++;
      String part = acceptIdentifier();
      if (part == null) {
        at = before;
        break;
      }
      name = name.then(part);
    }
    return name;
  }

  /** The identifier here, folded or unquoted as the server does, passing it; null if none. */
  public @Nullable String acceptIdentifier() {
    Token token = peek();
    if (token == null) {
      return null;
    }
    if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.QUOTED_IDENTIFIER) {
      return null;
    }
    at++;
    Token escape = peek(1);
    boolean unicode = token.end() - token.start() > 2 && text.charAt(token.start() + 1) == '&';
    if (unicode && peekWords("uescape") && escape != null && escape.kind() == Token.Kind.STRING) {
      at += 2;
      return Identifier.read(token.in(text), StringConstant.read(escape.in(text)));
    }
    return Identifier.read(token.in(text));
  }

  /** Passes a bracketed group that opens here, nested ones included; true if there was one. */
  public boolean skipParentheses() {
    if (!peekIs('(')) {
      return false;
    }
    int depth = 0;
    while (!atEnd()) {
      if (peekIs('(')) {
        depth++;
      } else if (peekIs(')')) {
        depth--;
      }
      at++;
      if (depth == 0) {
        break;
      }
    }
    return true;
  }

  /** The source text from the token at {@code fromIndex} up to the last token passed. */
  public String slice(int fromIndex) {
    return fromIndex >= at
        ? ""
        : text.substring(tokens.get(fromIndex).start(), tokens.get(at - 1).end());
  }
}
