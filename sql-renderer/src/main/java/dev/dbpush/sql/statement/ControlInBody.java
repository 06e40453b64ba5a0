package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.SqlScanner;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A {@code COMMIT} or {@code ROLLBACK} that a {@code DO} body runs itself. */
final class ControlInBody {
  /** What stands before the first word of a PL/pgSQL statement, apart from a semicolon. */
  private static final Set<String> OPENERS = Set.of("begin", "then", "else", "loop", ">>");

  private ControlInBody() {}

  static Optional<String> of(SqlStatement statement) {
    return Calls.doBodies(statement).stream().anyMatch(ControlInBody::commits)
        ? Optional.of("DO with a COMMIT or ROLLBACK inside cannot run in a transaction block")
        : Optional.empty();
  }

  private static boolean commits(String body) {
    List<Token> tokens = new ArrayList<>();
    try {
      SqlScanner scanner = new SqlScanner(body);
      for (Token token = scanner.next(); token != null; token = scanner.next()) {
        if (!token.isTrivia()) {
          tokens.add(token);
        }
      }
    } catch (SqlSyntaxException e) {
      return false; // a body in a language with other quotes
    }
    for (int i = 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean control = token.isWord(body, "commit") || token.isWord(body, "rollback");
      if (control && beginsStatement(body, tokens.get(i - 1)) && endsThere(body, tokens, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean beginsStatement(String body, Token before) {
    return before.is(body, ';') || OPENERS.contains(before.in(body).toLowerCase(Locale.ROOT));
  }

  private static boolean endsThere(String body, List<Token> tokens, int next) {
    return next < tokens.size()
        && (tokens.get(next).is(body, ';') || tokens.get(next).isWord(body, "and"));
  }
}
