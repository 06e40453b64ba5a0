package dev.dbpush.core;

import dev.dbpush.core.history.HistoryEntry;
import dev.dbpush.core.history.HistoryWriter;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.statement.ConcurrentIndex;
import dev.dbpush.sql.statement.StatementKind;
import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement outside a transaction that began and was not recorded as done: the process, the
 * connection or the server ended in between. It may be done, half done or not begun; the server is
 * asked.
 */
final class CutSegment {
  /** Statements that can simply run again. */
  private static final Set<String> REPEATABLE =
      Set.of("vacuum", "reindex", "cluster", "analyze", "refresh", "checkpoint");

  private final Connection connection;
  private final MigratorConfig config;
  private final HistoryEntry entry;
  private final ScriptSegment segment;

  CutSegment(
      Connection connection, MigratorConfig config, HistoryEntry entry, ScriptSegment segment) {
    this.connection = connection;
    this.config = config;
    this.entry = entry;
    this.segment = segment;
  }

  /**
   * Whether the statement is done; false if it is to run again.
   *
   * @throws MigrationException if the server cannot tell
   */
  boolean isDone() throws SQLException {
    SqlStatement statement = segment.body().get(segment.body().size() - 1).statement();
    String path =
        String.join(
            ", ",
            config.script().searchPath().stream()
                .map(Identifier::quote)
                .toList());
    run("SET search_path = " + (path.isEmpty() ? "''" : path));
    try {
      return judge(statement);
    } finally {
      run("RESET search_path");
    }
  }

  private boolean judge(SqlStatement statement) throws SQLException {
    Optional<ConcurrentIndex> index =
        StatementKind.concurrentIndex(statement)
            .filter(found -> found.kind() == ConcurrentIndex.Kind.CREATE);
    if (index.isPresent() && index.get().index() != null) {
      return builtIndex(statement, index.get());
    }
    if (statement.startsWith("drop", "index", "concurrently")) {
      return droppedIndex(statement);
    }
    TokenCursor cursor = statement.cursor();
    if (REPEATABLE.contains(cursor.peekWord())
        || statement.startsWith("alter", "system")
        || cursor.contains("if", "not", "exists")
        || cursor.contains("if", "exists")) {
      return false;
    }
    throw new MigrationException(
        "revision "
            + entry.revision()
            + " was cut inside segment "
            + segment.number()
            + " of "
            + segment.of()
            + ", and it cannot be seen whether this is done:\n    "
            + statement.text().strip().lines().findFirst().orElse(""),
        "look at the database, then say so: db:resolve -Ddb.segment=done or"
            + " db:resolve -Ddb.segment=undone");
  }

  /** An index is done if it is valid and defined as the statement would define it. */
  private boolean builtIndex(SqlStatement statement, ConcurrentIndex index) throws SQLException {
    QualifiedName name = index.index();
    String definition = name == null ? null : validDefinition(name);
    if (definition == null) {
      return false; // missing, or invalid: the guard drops it
    }
    String wanted = wantedDefinition(statement, index);
    if (usingPart(definition).equals(usingPart(wanted))
        && isUnique(definition) == isUnique(wanted)) {
      config
          .listener()
          .info("index " + name + " was complete before the cut; its segment is recorded as done");
      return true;
    }
    throw new MigrationException(
        "revision "
            + entry.revision()
            + " was cut while it built the index "
            + name
            + ", and there is a valid one with another definition:\n    "
            + definition,
        "drop or rename that index and push again, or say that it will do: db:resolve"
            + " -Ddb.segment=done");
  }

  private @Nullable String validDefinition(QualifiedName name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT pg_catalog.pg_get_indexdef(i.indexrelid) FROM pg_catalog.pg_index i"
                + " WHERE i.indexrelid = pg_catalog.to_regclass(?) AND i.indisvalid")) {
      query.setString(1, name.toSql());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  /** What the server makes of the statement, on an empty copy of the table. */
  private String wantedDefinition(SqlStatement statement, ConcurrentIndex index)
      throws SQLException {
    QualifiedName table = index.table();
    if (table == null) {
      return "";
    }
    TokenCursor cursor = statement.cursor();
    while (!cursor.atEnd() && !cursor.peekWords("on")) {
      cursor.next();
    }
    cursor.accept("on");
    cursor.accept("only");
    cursor.acceptName();
    Token rest = cursor.peek();
    String tail = rest == null ? "" : statement.text().substring(rest.start());
    boolean unique = statement.startsWith("create", "unique");
    try {
      run("BEGIN");
      run("CREATE TEMPORARY TABLE dbpush_like (LIKE " + table.toSql() + ") ON COMMIT DROP");
      run(
          "CREATE "
              + (unique ? "UNIQUE " : "")
              + "INDEX dbpush_like_index ON pg_temp.dbpush_like "
              + tail);
      try (Statement query = connection.createStatement();
          ResultSet rows =
              query.executeQuery(
                  "SELECT pg_catalog.pg_get_indexdef('pg_temp.dbpush_like_index'::regclass)")) {
        rows.next();
        return rows.getString(1);
      }
    } finally {
      run("ROLLBACK");
    }
  }

  private static String usingPart(String definition) {
    int using = definition.indexOf(" USING ");
    return using < 0 ? definition : definition.substring(using);
  }

  private static boolean isUnique(String definition) {
    return definition.startsWith("CREATE UNIQUE ");
  }

  /** A dropped index is gone; one that is still there is dropped again. */
  private boolean droppedIndex(SqlStatement statement) throws SQLException {
    TokenCursor cursor = statement.cursor();
    cursor.accept("drop", "index", "concurrently");
    if (cursor.accept("if", "exists")) {
      return false;
    }
    QualifiedName name = cursor.acceptName();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT pg_catalog.to_regclass(?) IS NULL")) {
      query.setString(1, name == null ? "" : name.toSql());
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  /** Records the segment as done. */
  boolean recordDone() throws SQLException {
    HistoryWriter writer = new HistoryWriter(connection, config.script().table());
    writer.inTransaction(() -> writer.resolve(entry, true, List.of(segment.hash())));
    return true;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
