package dev.dbpush.core.safety;

import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.history.DatabaseState;
import java.util.List;

/**
 * Drops every object of the managed schemas and pushes the chain again. The down sections are not
 * needed. What would stop the push is found before anything is lost.
 */
public final class ResetVerb {
  private final MigratorConfig config;
  private final SafetyOptions options;

  /** On a configuration's database. */
  public ResetVerb(MigratorConfig config, SafetyOptions options) {
    this.config = config;
    this.options = options;
  }

  /**
   * Runs.
   *
   * @throws dev.dbpush.core.MigrationException if it is refused, with every reason, or fails
   */
  public DestroyOutcome run() {
    config.migrations().requireIntactLock();
    DestroyOutcome emptied =
        new Destruction(config, options, "reset", List.of()).run(this::rehearse);
    if (emptied.dryRun()) {
      return emptied;
    }
    if (!emptied.lost().isEmpty()) {
      config.listener().info("Dropped " + String.join(", ", emptied.lost()) + ".");
    }
    return emptied.withPushed(
        new Migrator(config.withListener(new PlanGate(config.listener(), told -> {})))
            .push(Target.HEAD));
  }

  /** Renders the push, tells it, and lets the listener refuse it. */
  private void rehearse(DatabaseState state) {
    MigratorConfig here = config.withScript(config.script().withServerMajor(state.serverMajor()));
    config.listener().planned(new Migrator(here).between(Target.BASE, Target.HEAD));
  }
}
