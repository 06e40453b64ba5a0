package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Effects that a throw-away database on the same server would not keep to itself. */
final class OutsideEffects {
  private static final Map<String, String> SHARED_OBJECTS =
      Map.of(
          "database", "the server's databases",
          "tablespace", "the server's tablespaces",
          "role", "the server's roles",
          "user", "the server's roles",
          "group", "the server's roles",
          "system", "the server's configuration",
          "subscription", "replication from another server");

  private static final Set<String> FUNCTIONS =
      Set.of(
          "dblink",
          "dblink_exec",
          "dblink_connect",
          "dblink_connect_u",
          "dblink_send_query",
          "lo_import",
          "lo_export",
          "pg_reload_conf",
          "pg_rotate_logfile",
          "pg_switch_wal",
          "pg_terminate_backend",
          "pg_cancel_backend",
          "pg_promote",
          "pg_file_write",
          "pg_create_physical_replication_slot",
          "pg_create_logical_replication_slot",
          "pg_drop_replication_slot",
          "pg_stat_reset_shared");

  private OutsideEffects() {}

  static Optional<String> of(SqlStatement statement) {
    TokenCursor cursor = statement.cursor();
    Optional<String> known =
        switch (statement.firstWord()) {
          case "create", "alter", "drop" -> object(cursor, 1);
          case "comment" -> object(cursor, 2);
          case "grant", "revoke" -> granted(cursor);
          case "copy" -> copied(cursor);
          case "checkpoint" -> Optional.of("the whole server's disk writes");
          default -> Optional.empty();
        };
    return known.or(() -> called(statement));
  }

  private static Optional<String> object(TokenCursor cursor, int words) {
    boolean mapping = cursor.peekWord(words + 1).equals("mapping");
    return mapping
        ? Optional.empty()
        : Optional.ofNullable(SHARED_OBJECTS.get(cursor.peekWord(words)));
  }

  /** Privileges on objects stand before an ON; without it, a role is granted to a role. */
  private static Optional<String> granted(TokenCursor cursor) {
    boolean shared =
        !cursor.contains("on")
            || cursor.contains("on", "database")
            || cursor.contains("on", "tablespace")
            || cursor.contains("on", "parameter");
    return shared ? Optional.of("the server's roles and their rights") : Optional.empty();
  }

  private static Optional<String> copied(TokenCursor cursor) {
    cursor.accept("copy");
    if (!cursor.skipParentheses()) {
      cursor.acceptName();
      cursor.skipParentheses();
    }
    if (cursor.acceptAny("from", "to").isEmpty()) {
      return Optional.empty();
    }
    Token place = cursor.peek();
    boolean file = place != null && place.kind() == Token.Kind.STRING;
    return file || cursor.peekWords("program")
        ? Optional.of("files or programs of the server")
        : Optional.empty();
  }

  private static Optional<String> called(SqlStatement statement) {
    return Calls.in(statement).stream()
        .filter(FUNCTIONS::contains)
        .sorted()
        .findFirst()
        .map(name -> "what " + name + "() reaches");
  }
}
