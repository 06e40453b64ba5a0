package dev.dbpush.core;

import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.exec.Pooler;
import dev.dbpush.core.exec.SessionLock;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.history.HistoryReader;
import java.sql.Connection;
import java.sql.SQLException;

/** Does something with a database while no push, downgrade or script can run on it. Thread-safe. */
public final class UnderLock {
  private final MigratorConfig config;

  /** With a configuration's database, lock and patience. */
  public UnderLock(MigratorConfig config) {
    this.config = config;
  }

  /** What is done under the lock. */
  public interface Work<T> {
    /**
     * Does it.
     *
     * @param connection in autocommit mode; it holds the lock
     * @param state the database as it was found under the lock
     */
    T run(Connection connection, DatabaseState state) throws SQLException;
  }

  /**
   * Connects, takes the lock, works, and gives everything back.
   *
   * @throws MigrationException if there is no database, it is a standby, or the lock is not to be
   *     had
   */
  public <T> T run(Work<T> work) {
    Database database = Failures.database(config);
    try (Connection connection =
        new Connector(config.connectRetry(), config.listener()).open(database)) {
      Pooler pooler = Pooler.of(connection, database);
      try {
        return work.run(connection, state(connection, config, database));
      } finally {
        pooler.release(connection);
      }
    } catch (SQLException e) {
      throw Failures.writing(database, e);
    }
  }

  /** Takes the lock; the state of the database under it. */
  static DatabaseState state(Connection connection, MigratorConfig config, Database database)
      throws SQLException {
    int locked =
        new SessionLock(config.script().table().lockKey(), config.waitForLock(), config.listener())
            .acquire(connection);
    DatabaseState state = new HistoryReader(config.script().table()).read(connection);
    SessionLock.requireSameBackend(connection, locked, state.backendPid());
    if (state.standby()) {
      throw Failures.standby(database);
    }
    return state;
  }
}
