package dev.dbpush.sql.script.text;

import dev.dbpush.sql.syntax.SqlScanner;
import dev.dbpush.sql.syntax.Token;
import java.util.Set;
import java.util.TreeSet;

/**
 * What psql would take for its own variables: {@code a[lo:hi]} reads {@code :hi} where a variable of
 * that name is set. Unset ones are left as they are (psql's manual, "SQL Interpolation").
 */
final class PsqlVariables {
  private PsqlVariables() {}

  /** The names behind colons, outside quotes and comments, sorted. */
  static Set<String> in(String sql) {
    Set<String> names = new TreeSet<>();
    if (sql.indexOf(':') < 0) {
      return names;
    }
    SqlScanner scanner = new SqlScanner(sql);
    int colon = -1;
    boolean pair = false;
    for (Token token = scanner.next(); token != null; token = scanner.next()) {
      boolean isColon = token.end() - token.start() == 1 && sql.charAt(token.start()) == ':';
      if (isColon) {
        pair = colon == token.start();
        colon = pair ? -1 : token.end();
        continue;
      }
      boolean name = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.NUMBER;
      if (colon == token.start() && name) {
        names.add(variable(sql, token));
      }
      colon = -1;
    }
    return names;
  }

  private static String variable(String sql, Token token) {
    int end = token.start();
    while (end < token.end() && isNamePart(sql.charAt(end))) {
      end++;
    }
    return sql.substring(token.start(), end);
  }

  private static boolean isNamePart(char c) {
    return c == '_' || c > 127 || Character.isLetterOrDigit(c);
  }
}
