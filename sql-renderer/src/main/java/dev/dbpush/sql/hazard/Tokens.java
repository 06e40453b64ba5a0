package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small helpers over tokens. */
final class Tokens {
  private Tokens() {}

  /** A piece of SQL as a statement, for readers that want one. */
  static SqlStatement statement(String text) {
    return SqlStatement.of(text);
  }

  /** A cursor over a piece of SQL. */
  static TokenCursor cursor(String text) {
    return statement(text).cursor();
  }

  /** Whether this stands here as an operator or punctuation, exactly. */
  static boolean peekText(TokenCursor cursor, String text) {
    Token token = cursor.peek();
    return token != null && token.in(cursor.text()).equals(text);
  }

  /** The elements of the brackets that open here, cut at the commas; passes them. Empty if none. */
  static List<String> elements(TokenCursor cursor) {
    List<String> elements = new ArrayList<>();
    if (!cursor.accept('(')) {
      return elements;
    }
    while (!cursor.atEnd() && !cursor.peekIs(')')) {
      String element = element(cursor);
      if (!element.isEmpty()) {
        elements.add(element);
      }
      cursor.accept(',');
    }
    cursor.accept(')');
    return elements;
  }

  /** The text up to a comma or a closing bracket at this depth; passes it. */
  static String element(TokenCursor cursor) {
    int from = cursor.index();
    int depth = 0;
    while (!cursor.atEnd()) {
      if (depth == 0 && (cursor.peekIs(',') || cursor.peekIs(')'))) {
        break;
      }
      if (cursor.peekIs('(') || cursor.peekIs('[')) {
        depth++;
      } else if (cursor.peekIs(')') || cursor.peekIs(']')) {
        depth--;
      }
      cursor.next();
    }
    return cursor.slice(from);
  }

  /** The text from here to the end; passes it. */
  static String rest(TokenCursor cursor) {
    int from = cursor.index();
    while (!cursor.atEnd()) {
      cursor.next();
    }
    return cursor.slice(from);
  }

  /** Moves behind the next place where these words stand outside of brackets; false if nowhere. */
  static boolean seek(TokenCursor cursor, String... words) {
    int start = cursor.index();
    int depth = 0;
    while (!cursor.atEnd()) {
      if (depth == 0 && cursor.accept(words)) {
        return true;
      }
      if (cursor.peekIs('(')) {
        depth++;
      } else if (cursor.peekIs(')')) {
        depth--;
      }
      cursor.next();
    }
    cursor.moveTo(start);
    return false;
  }

  /** Whether the identifier stands in the text, as the server reads it. */
  static boolean mentions(@Nullable String text, String identifier) {
    if (text == null) {
      return false;
    }
    TokenCursor cursor = cursor(text);
    while (!cursor.atEnd()) {
      int at = cursor.index();
      if (identifier.equals(cursor.acceptIdentifier())) {
        return true;
      }
      cursor.moveTo(at + 1);
    }
    return false;
  }
}
