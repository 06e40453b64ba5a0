package dev.dbpush.core.exec;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.connect.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * What stands between a connection and its backend. A pooler in transaction mode gives a backend to
 * whoever has a transaction to run; the lock, the guards and the settings live in one backend, so
 * they would be another's. A pooler in session mode is fine, but keeps the session when the client
 * goes.
 */
public final class Pooler {
  private static final int MOST_CONNECTIONS = 20;
  private static final int WAIT_MILLIS = 3_000;

  private final boolean between;

  private Pooler(boolean between) {
    this.between = between;
  }

  /**
   * Looks for a pooler, and refuses one that shares backends between sessions. To be called before
   * the lock is taken: a lock in a shared backend would stay behind.
   *
   * @throws MigrationException if the backend is shared
   * @throws SQLException as the driver gives it
   */
  public static Pooler of(Connection connection, Database database) throws SQLException {
    // A direct connection is told its backend as it starts; a pooler makes a number up.
    if (!connection.isWrapperFor(PGConnection.class)) {
      return new Pooler(false);
    }
    Backend mine = Backend.of(connection);
    if (connection.unwrap(PGConnection.class).getBackendPID() == mine.pid) {
      return new Pooler(false);
    }
    refuseShared(connection, database, mine);
    return new Pooler(true);
  }

  /**
   * Opens transactions beside the idle connection until one gets its backend, which is the proof of
   * sharing, or a backend made just now, which a pool does only when it has no idle one to give.
   */
  private static void refuseShared(Connection connection, Database database, Backend mine)
      throws SQLException {
    List<Connection> others = new ArrayList<>();
    try {
      for (int i = 0; i < MOST_CONNECTIONS; i++) {
        Connection other = database.open();
        others.add(other);
        other.setNetworkTimeout(Runnable::run, WAIT_MILLIS);
        other.setAutoCommit(false);
        Backend its = Backend.of(other);
        if (its.pid == mine.pid) {
          throw shared();
        }
        if (its.start.isAfter(mine.now)) {
          break;
        }
      }
    } catch (SQLException e) {
      // The pool has no room for another session beside this one, or lets it wait.
    } finally {
      others.forEach(Pooler::closeQuietly);
    }
    if (Backend.of(connection).pid != mine.pid) {
      throw shared();
    }
  }

  private static MigrationException shared() {
    return new MigrationException(
        "a connection pooler in transaction mode stands before the server: it gives this session's"
            + " backend to others, and the lock and the guards live in one backend",
        "connect to the server itself, or to a pool in session mode");
  }

  /** Gives back what a pooler would keep in the session; nothing where there is none. */
  public void release(Connection connection) {
    if (!between) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK; SELECT pg_catalog.pg_advisory_unlock_all()");
    } catch (SQLException e) {
      closeQuietly(connection); // the session is gone, and its lock with it
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      return; // it is closed
    }
  }

  private record Backend(int pid, OffsetDateTime start, OffsetDateTime now) {

    static Backend of(Connection connection) throws SQLException {
      try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT pid, backend_start, pg_catalog.clock_timestamp()"
                      + " FROM pg_catalog.pg_stat_activity"
                      + " WHERE pid = pg_catalog.pg_backend_pid()");
          ResultSet rows = statement.executeQuery()) {
        rows.next();
        return new Backend(
            rows.getInt(1),
            rows.getObject(2, OffsetDateTime.class),
            rows.getObject(3, OffsetDateTime.class));
      }
    }
  }
}
