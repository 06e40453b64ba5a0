package dev.dbpush.core;

import dev.dbpush.core.chain.Chain;
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
    return new UnderLock(config)
        .run((connection, state) -> work.run(connection, new History(chain, state)));
  }
}
