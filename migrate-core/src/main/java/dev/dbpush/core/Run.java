package dev.dbpush.core;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.exec.Executor;
import dev.dbpush.core.exec.Pooler;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.history.HistoryReader;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptOptions;
import dev.dbpush.sql.script.ScriptRenderer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A push or a downgrade: read, plan, lock, read and plan again, run.
 *
 * <p>With nothing to do it costs one round trip behind the connection: the lock is only taken when
 * something is to run, and what was planned before is planned again under it.
 */
final class Run {
  private final MigratorConfig config;
  private final Direction direction;
  private final Target target;
  private final HistoryReader reader;

  Run(MigratorConfig config, Direction direction, Target target) {
    this.config = config;
    this.direction = direction;
    this.target = target;
    this.reader = new HistoryReader(config.script().table());
  }

  PushOutcome run() {
    long start = System.nanoTime();
    Chain chain = config.migrations().chain();
    config.migrations().requireIntactLock();
    Database database = Failures.database(config);
    try (Connection connection =
        new Connector(config.connectRetry(), config.listener()).open(database)) {
      DatabaseState before = reader.read(connection);
      Planned planned = planned(chain, before);
      Script script;
      if (planned.isEmpty()) {
        script = planned.script(config, config.script().via());
      } else {
        Pooler pooler = Pooler.of(connection, database);
        try {
          planned = underLock(connection, chain, database);
          script = planned.script(config, config.script().via());
          execute(script, connection, database);
        } finally {
          pooler.release(connection);
        }
      }
      if (direction == Direction.UP) {
        seal(planned);
      }
      return new PushOutcome(
          direction, script, planned.headsAfter(), Duration.ofNanos(System.nanoTime() - start));
    } catch (SQLException e) {
      throw Failures.writing(database, e);
    }
  }

  private void execute(Script script, Connection connection, Database database)
      throws SQLException {
    if (script.steps().isEmpty()) {
      return; // another one did it meanwhile
    }
    new Executor(
            connection,
            database,
            config.lockRetry(),
            config.listener(),
            config.migrations().label())
        .run(script);
  }

  /** The push is done; a lock file that cannot be written is no reason to call it failed. */
  private void seal(Planned planned) {
    String failure = config.migrations().seal(planned.appliedAfter());
    if (failure != null) {
      config.listener().warning("chain.lock was not sealed, run db:lock: " + failure);
    }
  }

  /** The script for a database's state; takes no lock. */
  Script script(DatabaseState state, String via) {
    return planned(config.migrations().chain(), state).script(config, via);
  }

  private Planned underLock(Connection connection, Chain chain, Database database)
      throws SQLException {
    DatabaseState state = UnderLock.state(connection, config, database);
    refuseProtected(database, state);
    Planned planned = planned(chain, state);
    if (planned.judge(connection, config)) {
      planned = planned(chain, reader.read(connection)); // a cut segment turned out to be done
    }
    return planned;
  }

  /** Earlier than the guards, which look again on the server. */
  private void refuseProtected(Database database, DatabaseState state) {
    if (direction == Direction.DOWN && state.isProtected() && config.approved() == null) {
      throw Failures.isProtected(database);
    }
  }

  private Planned planned(Chain chain, DatabaseState state) {
    return new Planning(new History(chain, state), direction, target).plan();
  }

  /** For rendering without a history. */
  static ScriptRenderer renderer(MigratorConfig config, String via, int serverMajor) {
    ScriptOptions options = config.script().withVia(via).withServerMajor(serverMajor);
    boolean unseen = config.approved() == null && !via.equals(ScriptOptions.SCRIPT);
    return new ScriptRenderer(
        unseen ? options.withGuard(options.guard().sparingProtected()) : options,
        config.migrations().chain().revisions());
  }
}
