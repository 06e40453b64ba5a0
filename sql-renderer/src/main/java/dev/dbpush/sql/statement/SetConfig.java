package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StringConstant;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls of {@code set_config}. PostgreSQL documentation, section 9.28.1. */
final class SetConfig {
  private static final String FUNCTION = "set_config";

  private SetConfig() {}

  /** What the calls in a command change, the body of a {@code DO} included. */
  static Optional<SessionChange> of(SqlStatement statement) {
    if (!mayCall(statement)) {
      return Optional.empty();
    }
    if (!Calls.in(statement).contains(FUNCTION)) {
      return Optional.empty();
    }
    TokenCursor cursor = statement.cursor();
    if (cursor.accept("select")) {
      SessionChange plain = plainCalls(cursor);
      if (plain != null) {
        return Optional.of(plain);
      }
    }
    return Optional.of(new SessionChange(SessionChange.Kind.SETTING, "", false, false));
  }

  private static boolean mayCall(SqlStatement statement) {
    return switch (statement.firstWord()) {
      case "select", "with", "do", "insert", "update", "delete", "merge", "values", "call", "" ->
          statement.text().toLowerCase(Locale.ROOT).contains(FUNCTION);
      default -> false;
    };
  }

  /** A {@code SELECT} of nothing but such calls, or null if this is something else. */
  private static @Nullable SessionChange plainCalls(TokenCursor cursor) {
    String name = "";
    boolean local = true;
    boolean several = false;
    do {
      if (cursor.accept("pg_catalog") && !cursor.accept('.')) {
        return null;
      }
      if (!cursor.accept(FUNCTION) || !cursor.peekIs('(')) {
        return null;
      }
      int open = cursor.index();
      cursor.skipParentheses();
      String called = firstArgument(cursor, open);
      several |= !name.isEmpty() && !called.equals(name);
      name = called;
      local &= lastArgumentIsTrue(cursor);
      if (cursor.accept("as")) {
        cursor.acceptIdentifier();
      }
    } while (cursor.accept(','));
    return cursor.atEnd()
        ? new SessionChange(SessionChange.Kind.SETTING, several ? "" : name, local, true)
        : null;
  }

  private static String firstArgument(TokenCursor cursor, int open) {
    Token argument = cursor.peek(open + 1 - cursor.index());
    return argument != null && argument.kind() == Token.Kind.STRING
        ? StringConstant.read(argument.in(cursor.text())).toLowerCase(Locale.ROOT)
        : "";
  }

  private static boolean lastArgumentIsTrue(TokenCursor cursor) {
    Token argument = cursor.peek(-2);
    if (argument == null) {
      return false;
    }
    String source = argument.in(cursor.text()).toLowerCase(Locale.ROOT);
    return source.equals("true") || source.equals("'t'") || source.equals("'true'");
  }
}
