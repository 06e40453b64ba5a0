package dev.dbpush.core.safety;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.PushOutcome;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.history.HistoryReader;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.Script;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A downgrade as a person runs it: shows what will be lost, refuses where others would be hurt,
 * asks for the database's name beyond one step or on another machine, and takes the dump first.
 */
public final class GuardedDowngrade {
  private final MigratorConfig config;
  private final SafetyOptions options;
  private final UrlDatabase database;
  private List<String> lost = List.of();
  private @Nullable Path dump;

  /** On a configuration's database, which has this address. */
  public GuardedDowngrade(MigratorConfig config, SafetyOptions options, UrlDatabase database) {
    this.config = config;
    this.options = options;
    this.database = database;
  }

  /**
   * Downgrades to a target.
   *
   * @throws MigrationException if it is refused, with every reason, or fails
   */
  public GuardedOutcome to(Target target) {
    lost = List.of();
    dump = null;
    if (options.dryRun()) {
      Script script = new Migrator(config).dryRun(Direction.DOWN, target);
      if (!script.steps().isEmpty()) {
        before(script);
      }
      return new GuardedOutcome(script, lost, null, null);
    }
    MigratorConfig guarded = config.withListener(new PlanGate(config.listener(), this::before));
    PushOutcome outcome = new Migrator(guarded).downgrade(target);
    return new GuardedOutcome(outcome.script(), lost, dump, outcome);
  }

  /** On a connection of its own: that of the downgrade holds the lock and stays as it is. */
  private void before(Script script) {
    config.listener().planned(script);
    try (Connection connection =
        new Connector(config.connectRetry(), config.listener()).open(database)) {
      DatabaseState state = new HistoryReader(config.script().table()).read(connection);
      lost = new DowngradeLoss(script, config.migrations().chain()).lines(connection);
      if (!lost.isEmpty()) {
        config.listener().info("This loses in " + state.database() + ":");
        lost.forEach(line -> config.listener().info("  " + line));
      }
      Obstacles obstacles = new Obstacles(config, options).standby(state);
      if (config.approved() == null) {
        obstacles.protection(connection, state.database());
      }
      obstacles.sessions(connection).refuse("downgrade of " + state.database());
      if (!options.dryRun()) {
        consent(script, state);
        Path folder = options.backup();
        if (folder != null) {
          dump = Backup.of(config, folder).take(state);
        }
      }
    } catch (SQLException e) {
      throw new MigrationException(
          "cannot look at " + database.label() + ": " + e.getMessage() + "; nothing was run",
          "run it again",
          e);
    }
  }

  private void consent(Script script, DatabaseState state) {
    int steps = script.steps().size();
    if (steps > 1 || !database.isLocal()) {
      Consent.require(
          options,
          state.database(),
          "this downgrade undoes "
              + steps
              + (steps == 1 ? " revision" : " revisions")
              + " of "
              + state.database()
              + (database.isLocal() ? "" : ", which is on another machine"));
    }
  }
}
