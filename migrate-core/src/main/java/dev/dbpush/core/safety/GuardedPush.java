package dev.dbpush.core.safety;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.PushOutcome;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.history.HistoryReader;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.Script;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A push as a person runs it: takes a dump first, where a folder is named for one and there is
 * something to run; or tells the plan only.
 */
public final class GuardedPush {
  private final MigratorConfig config;
  private final @Nullable Path backup;
  private final boolean dryRun;
  private @Nullable Path dump;

  /**
   * On a configuration's database.
   *
   * @param backup the folder for the dump; null for none
   * @param dryRun whether to tell only what would be run
   */
  public GuardedPush(MigratorConfig config, @Nullable Path backup, boolean dryRun) {
    this.config = config;
    this.backup = backup;
    this.dryRun = dryRun;
  }

  /**
   * Pushes to a target.
   *
   * @throws MigrationException if the dump cannot be taken, before anything is run, or the push
   *     fails
   */
  public GuardedOutcome to(Target target) {
    if (dryRun) {
      Script script = new Migrator(config).dryRun(Direction.UP, target);
      if (!script.steps().isEmpty()) {
        config.listener().planned(script);
      }
      return new GuardedOutcome(script, List.of(), null, null);
    }
    dump = null;
    PushOutcome outcome =
        new Migrator(config.withListener(new PlanGate(config.listener(), this::before)))
            .push(target);
    return new GuardedOutcome(outcome.script(), List.of(), dump, outcome);
  }

  private void before(Script script) {
    config.listener().planned(script);
    Path folder = backup;
    if (folder == null || config.database() == null) {
      return;
    }
    try (Connection connection =
        new Connector(config.connectRetry(), config.listener()).open(config.database())) {
      dump =
          Backup.of(config, folder)
              .take(new HistoryReader(config.script().table()).read(connection));
    } catch (SQLException e) {
      throw new MigrationException(
          "the backup failed, and nothing was run: " + e.getMessage(), "run it again", e);
    }
  }
}
