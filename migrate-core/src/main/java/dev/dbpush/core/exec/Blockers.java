package dev.dbpush.core.exec;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the sessions that are in the way. */
final class Blockers {
  private static final String COLUMNS =
      "SELECT a.pid, coalesce(a.application_name, ''), coalesce(a.usename::text, ''),"
          + " coalesce(a.state, ''), coalesce(extract(epoch FROM pg_catalog.clock_timestamp()"
          + " - coalesce(a.xact_start, a.backend_start)), 0)::bigint,"
          + " pg_catalog.left(pg_catalog.regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), 120)"
          + " FROM pg_catalog.pg_stat_activity a ";

  private Blockers() {}

  /** Who holds an advisory lock; empty if nobody does any more. */
  static Optional<Blocker> holder(Connection connection, long key) throws SQLException {
    String sql =
        COLUMNS
            + "JOIN pg_catalog.pg_locks l ON l.pid = a.pid WHERE l.locktype = 'advisory'"
            + " AND l.granted AND l.objsubid = 1 AND l.classid::bigint = ? AND l.objid::bigint = ?"
            + " AND l.database = (SELECT oid FROM pg_catalog.pg_database"
            + " WHERE datname = pg_catalog.current_database()) AND l.pid <> pg_catalog.pg_backend_pid()";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, key >>> 32);
      statement.setLong(2, key & 0xffffffffL);
      return read(statement).stream().findFirst();
    }
  }

  /** Whom a backend waits for right now. */
  static List<Blocker> of(Connection connection, int pid) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            COLUMNS + "WHERE a.pid = ANY (pg_catalog.pg_blocking_pids(?)) ORDER BY a.pid")) {
      statement.setInt(1, pid);
      return read(statement);
    }
  }

  private static List<Blocker> read(PreparedStatement statement) throws SQLException {
    List<Blocker> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Blocker(
                rows.getInt(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                Duration.ofSeconds(rows.getLong(5)),
                rows.getString(6)));
      }
    }
    return found;
  }
}
