package dev.dbpush.core.safety;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Another session of the database.
 *
 * @param pid its process
 * @param application what it calls itself; may be empty
 * @param user its role
 * @param since when it connected; empty where the role may not see it
 */
record OtherSession(int pid, String application, String user, String since) {

  /** A session that has just been closed is listed for a moment. */
  private static final int LOOKS = 6;

  private static final Duration BETWEEN = Duration.ofMillis(150);

  /**
   * Every client that stays in this database but this one and the one that holds the tool's lock
   * for it.
   *
   * @param lockKey the key of the tool's lock
   */
  static List<OtherSession> of(Connection connection, long lockKey) throws SQLException {
    List<OtherSession> found = look(connection, lockKey);
    for (int look = 1; look < LOOKS && !found.isEmpty(); look++) {
      try {
        Thread.sleep(BETWEEN.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return found;
      }
      found = look(connection, lockKey);
    }
    return found;
  }

  private static List<OtherSession> look(Connection connection, long lockKey) throws SQLException {
    String sql =
        """
        SELECT a.pid, coalesce(a.application_name, ''), a.usename,
          coalesce(pg_catalog.to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ'), '')
        FROM pg_catalog.pg_stat_activity a
        WHERE a.datname = pg_catalog.current_database() AND a.usename IS NOT NULL
          AND coalesce(a.backend_type, 'client backend') = 'client backend'
          AND a.pid <> pg_catalog.pg_backend_pid()
          AND a.pid NOT IN (SELECT l.pid FROM pg_catalog.pg_locks l WHERE l.locktype = 'advisory'
            AND l.granted AND l.objsubid = 1 AND l.classid::bigint = ? AND l.objid::bigint = ?
            AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()))
        ORDER BY a.pid\
        """;
    List<OtherSession> sessions = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, lockKey >>> 32);
      statement.setLong(2, lockKey & 0xffffffffL);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sessions.add(
              new OtherSession(
                  rows.getInt(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
    }
    return sessions;
  }

  @Override
  public String toString() {
    return "pid "
        + pid
        + (application.isEmpty() ? "" : ", application \"" + application + '"')
        + ", role "
        + user
        + (since.isEmpty() ? "" : ", since " + since);
  }
}
