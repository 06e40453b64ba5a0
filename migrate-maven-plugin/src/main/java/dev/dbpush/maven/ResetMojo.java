package dev.dbpush.maven;

import dev.dbpush.core.report.SafetyText;
import dev.dbpush.core.safety.DestroyOutcome;
import dev.dbpush.core.safety.ResetVerb;
import dev.dbpush.core.safety.SafetyOptions;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Drops everything in the managed schemas and pushes the chain again, from the base. */
@Mojo(name = "reset", threadSafe = true)
@NullUnmarked
final class ResetMojo extends AbstractDatabaseMojo {
  /** The database's name; asked for on a terminal. */
  @Parameter(property = "db.confirm")
  private @Nullable String confirm;

  /**
   * What is no reason to refuse, with commas: {@code connected}, {@code foreign}, {@code
   * dependents}.
   */
  @Parameter(property = "db.evenIf")
  private @Nullable String evenIf;

  /** Tells what would be lost and run, and runs nothing. */
  @Parameter(property = "db.dryRun", defaultValue = "false")
  private boolean dryRun;

  /** A folder for a dump of the database, taken by pg_dump before anything is dropped. */
  @Parameter(property = "db.backup")
  private @Nullable String backup;

  /** The managed schemas, with commas. */
  @Parameter(property = "db.schemas", defaultValue = "public")
  private String schemas;

  @Override
  void run() {
    SafetyOptions safety = safety(confirm, evenIf, dryRun, backup, schemas);
    DestroyOutcome outcome =
        withConfig(Gate.OPEN, (config, database) -> new ResetVerb(config, safety).run());
    output().outcome(style -> SafetyText.lines(outcome, style), () -> SafetyText.json(outcome));
  }
}
