package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.SqlScanner;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StringConstant;
import dev.dbpush.sql.syntax.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The SQL statements that stand in the body of a DO command, whether they are reached or not. */
final class CodeBody {
  private static final Set<String> STARTS =
      Set.of(
          "alter", "create", "drop", "insert", "update", "delete", "truncate", "lock", "comment",
          "refresh", "with", "merge", "grant", "revoke");

  private static final Set<String> ROWS = Set.of("insert", "update", "delete", "merge", "with");

  private static final Set<String> OPENERS = Set.of("begin", "then", "else", "loop", ";");

  private CodeBody() {}

  /** Those statements, in their order; none for a body that is no PL/pgSQL or SQL. */
  static List<SqlStatement> statements(SqlStatement statement) {
    List<SqlStatement> found = new ArrayList<>();
    for (Token token : statement.tokens()) {
      if (token.kind() == Token.Kind.DOLLAR_STRING || token.kind() == Token.Kind.STRING) {
        try {
          collect(StringConstant.read(token.in(statement.text())), found);
        } catch (SqlSyntaxException e) {
          // a language with other quotes
        }
      }
    }
    return found;
  }

  /** The statements of a function's body that change rows. */
  static List<SqlStatement> rowStatements(String definition) {
    return statements(Tokens.statement(definition)).stream()
        .filter(inner -> ROWS.contains(inner.firstWord()))
        .toList();
  }

  private static void collect(String body, List<SqlStatement> found) {
    List<Token> tokens = new ArrayList<>();
    SqlScanner scanner = new SqlScanner(body);
    for (Token token = scanner.next(); token != null; token = scanner.next()) {
      if (!token.isTrivia()) {
        tokens.add(token);
      }
    }
    for (int i = 0; i < tokens.size(); i++) {
      boolean starts =
          STARTS.contains(lower(body, tokens.get(i)))
              && (i == 0 || OPENERS.contains(lower(body, tokens.get(i - 1))));
      if (starts) {
        int end = i;
        while (end < tokens.size() && !tokens.get(end).is(body, ';')) {
          end++;
        }
        String text = body.substring(tokens.get(i).start(), tokens.get(end - 1).end());
        found.add(Tokens.statement(text));
        i = end;
      }
    }
  }

  private static String lower(String body, Token token) {
    return token.in(body).toLowerCase(Locale.ROOT);
  }
}
