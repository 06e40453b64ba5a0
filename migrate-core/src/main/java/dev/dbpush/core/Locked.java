package dev.dbpush.core;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.exec.SessionLock;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.history.HistoryReader;
import java.sql.Connection;
import java.sql.SQLException;

/** Does something with a database's history while no push or script can run. */
final class Locked {
  private final MigratorConfig config;

  Locked(MigratorConfig config) {
    this.config = config;
  }

  /** What is done under the lock. */
  interface Work<T> {
    T run(Connection connection, History history) throws SQLException;
  }

  <T> T run(Work<T> work) {
    Chain chain = config.migrations().chain();
    Database database = Failures.database(config);
    try (Connection connection =
        new Connector(config.connectRetry(), config.listener()).open(database)) {
      int locked =
          new SessionLock(
                  config.script().table().lockKey(), config.waitForLock(), config.listener())
              .acquire(connection);
      DatabaseState state = new HistoryReader(config.script().table()).read(connection);
      SessionLock.requireSameBackend(connection, locked, state.backendPid());
      if (state.standby()) {
        throw Failures.standby(database);
      }
      return work.run(connection, new History(chain, state));
    } catch (SQLException e) {
      throw Failures.writing(database, e);
    }
  }
}
