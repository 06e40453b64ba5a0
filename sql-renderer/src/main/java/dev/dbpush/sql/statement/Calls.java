package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.SqlScanner;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StringConstant;
import dev.dbpush.sql.syntax.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The functions that a command calls itself, the body of a {@code DO} included. */
final class Calls {

  private Calls() {}

  /**
   * Names in front of an opening parenthesis, in lower case and without their schema. The body of a
   * routine that is only created is not looked at: it does not run now.
   */
  static Set<String> in(SqlStatement statement) {
    Set<String> names = new HashSet<>();
    collect(statement.text(), names);
    for (String body : doBodies(statement)) {
      collect(body, names);
    }
    return names;
  }

  /** The bodies of a {@code DO} command; none for every other command. */
  static List<String> doBodies(SqlStatement statement) {
    List<String> bodies = new ArrayList<>();
    if (statement.firstWord().equals("do")) {
      for (Token token : statement.tokens()) {
        if (token.kind() == Token.Kind.DOLLAR_STRING || token.kind() == Token.Kind.STRING) {
          bodies.add(StringConstant.read(token.in(statement.text())));
        }
      }
    }
    return bodies;
  }

  private static void collect(String text, Set<String> names) {
    SqlScanner scanner = new SqlScanner(text);
    try {
      Token before = null;
      for (Token token = scanner.next(); token != null; token = scanner.next()) {
        if (token.isTrivia()) {
          continue;
        }
        if (before != null && token.is(text, '(') && isName(before)) {
          names.add(before.in(text).replace("\"", "").toLowerCase(Locale.ROOT));
        }
        before = token;
      }
    } catch (SqlSyntaxException e) {
      // a body in a language with other quotes: what was seen so far is all there is
    }
  }

  private static boolean isName(Token token) {
    return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_IDENTIFIER;
  }
}
