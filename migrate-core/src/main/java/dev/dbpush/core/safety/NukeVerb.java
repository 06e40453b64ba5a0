package dev.dbpush.core.safety;

import dev.dbpush.core.MigratorConfig;
import java.util.List;

/**
 * Drops every object of the managed schemas, and the history. The schemas themselves, their grants,
 * extensions and what belongs to them, other schemas, and the settings table stay.
 */
public final class NukeVerb {
  private final MigratorConfig config;
  private final SafetyOptions options;

  private final List<String> beside;

  /** On a configuration's database. */
  public NukeVerb(MigratorConfig config, SafetyOptions options) {
    this(config, options, List.of());
  }

  /**
   * On a configuration's database, when more is lost than what is in it.
   *
   * @param beside what else is lost, such as {@code 3 migration files}; asked for too
   */
  public NukeVerb(MigratorConfig config, SafetyOptions options, List<String> beside) {
    this.config = config;
    this.options = options;
    this.beside = List.copyOf(beside);
  }

  /**
   * Runs.
   *
   * @throws dev.dbpush.core.MigrationException if it is refused, with every reason, or fails
   */
  public DestroyOutcome run() {
    return run(() -> {});
  }

  /**
   * Runs.
   *
   * @param before runs once nothing refuses and nothing is lost yet; may throw to stop it
   * @throws dev.dbpush.core.MigrationException if it is refused, with every reason, or fails
   */
  public DestroyOutcome run(Runnable before) {
    return new Destruction(config, options, "nuke", beside).run(state -> before.run());
  }
}
