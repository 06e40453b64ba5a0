package dev.dbpush.core.history;

import dev.dbpush.core.MigrationException;
import dev.dbpush.sql.history.HistoryTable;
import dev.dbpush.sql.syntax.Printable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a database's state in one round trip; in two where there is no history yet. Thread-safe.
 */
public final class HistoryReader {
  private static final String UNDEFINED_TABLE = "42P01";
  private static final String UNDEFINED_SCHEMA = "3F000";
  private static final String NOT_ALLOWED = "42501";

  private static final String SERVER =
      "SELECT pg_catalog.current_database(), SESSION_USER,"
          + " pg_catalog.current_setting('server_version'),"
          + " pg_catalog.current_setting('server_version_num')::int / 10000,"
          + " pg_catalog.pg_is_in_recovery(), pg_catalog.pg_backend_pid()";

  private final HistoryTable table;

  /** A reader of this table. */
  public HistoryReader(HistoryTable table) {
    this.table = table;
  }

  /**
   * Reads the state.
   *
   * @throws SQLException as the driver gives it; a missing table is no error
   * @throws MigrationException if a row holds what the tool never writes
   */
  public DatabaseState read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      return read(statement);
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (!state.equals(UNDEFINED_TABLE) && !state.equals(UNDEFINED_SCHEMA)) {
        throw e;
      }
      return withoutHistory(connection);
    }
  }

  /**
   * Reads the state; where the role may not read the history, as if there were none.
   *
   * @throws SQLException as {@link #read} does
   */
  public DatabaseState readAsFarAsAllowed(Connection connection) throws SQLException {
    try {
      return read(connection);
    } catch (SQLException e) {
      if (!NOT_ALLOWED.equals(e.getSQLState())) {
        throw e;
      }
      return withoutHistory(connection);
    }
  }

  private DatabaseState read(Statement statement) throws SQLException {
    statement.execute(
        SERVER
            + ";SELECT revision, parents, slug, checksum, segments, segments_done, segment_started,"
            + " segment_hashes, state, direction, applied_at, applied_by, applied_via,"
            + " execution_ms, script_digest FROM "
            + table.toSql()
            + " ORDER BY revision;SELECT name, value FROM "
            + table.settingsSql());
    Server server;
    try (ResultSet rows = statement.getResultSet()) {
      rows.next();
      server = Server.of(rows);
    }
    statement.getMoreResults();
    List<HistoryEntry> entries = new ArrayList<>();
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        HistoryEntry entry = entry(rows);
        refuseDamage(entry);
        entries.add(entry);
      }
    }
    statement.getMoreResults();
    Map<String, String> settings = new LinkedHashMap<>();
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        settings.put(text(rows, 1), text(rows, 2));
      }
    }
    return server.state(true, entries, settings);
  }

  private static DatabaseState withoutHistory(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SERVER)) {
      rows.next();
      return Server.of(rows).state(false, List.of(), Map.of());
    }
  }

  private static HistoryEntry entry(ResultSet rows) throws SQLException {
    int started = rows.getInt(7);
    Integer segmentStarted = rows.wasNull() ? null : started;
    long ms = rows.getLong(14);
    Long executionMs = rows.wasNull() ? null : ms;
    return new HistoryEntry(
        text(rows, 1),
        texts(rows.getArray(2)),
        text(rows, 3),
        text(rows, 4),
        rows.getInt(5),
        rows.getInt(6),
        segmentStarted,
        texts(rows.getArray(8)),
        text(rows, 9),
        rows.getString(10) == null ? "up" : text(rows, 10),
        appliedAt(rows.getObject(11, OffsetDateTime.class)),
        text(rows, 12),
        text(rows, 13),
        executionMs,
        rows.getString(15) == null ? null : text(rows, 15));
  }

  /** What the tool never writes: planning with it would lead anywhere. */
  private void refuseDamage(HistoryEntry entry) {
    String damage = entry.damage();
    if (!damage.isEmpty()) {
      throw new MigrationException(
          table.toSql() + ", the row of revision \"" + entry.revision() + "\": " + damage,
          "it was not written by dbpush: correct the row by hand, or delete it and say with"
              + " db:stamp where the database is");
    }
  }

  /** Rows are data of whoever may write the table: what is shown of them is made printable. */
  private static String text(ResultSet rows, int column) throws SQLException {
    String text = rows.getString(column);
    return text == null ? "" : Printable.line(text);
  }

  private static Instant appliedAt(@Nullable OffsetDateTime time) {
    return time == null ? Instant.EPOCH : time.toInstant();
  }

  /** The texts of an array of one dimension; a null among them is the text {@code NULL}. */
  private static List<String> texts(@Nullable Array array) throws SQLException {
    if (array == null) {
      return List.of();
    }
    if (!(array.getArray() instanceof String[] texts)) {
      throw new SQLException("an array of texts in one dimension is expected", "42804");
    }
    return Arrays.stream(texts).map(text -> Printable.line(String.valueOf(text))).toList();
  }

  private record Server(
      String database, String user, String version, int major, boolean standby, int pid) {

    static Server of(ResultSet rows) throws SQLException {
      return new Server(
          rows.getString(1),
          rows.getString(2),
          rows.getString(3),
          rows.getInt(4),
          rows.getBoolean(5),
          rows.getInt(6));
    }

    DatabaseState state(boolean exists, List<HistoryEntry> entries, Map<String, String> settings) {
      return new DatabaseState(
          database, user, version, major, standby, pid, exists, entries, settings);
    }
  }
}
