package dev.dbpush.maven;

import dev.dbpush.core.autogenerate.FreshOutcome;
import dev.dbpush.core.autogenerate.FreshVerb;
import dev.dbpush.core.autogenerate.InitVerb;
import dev.dbpush.core.report.DevText;
import dev.dbpush.core.report.SafetyText;
import dev.dbpush.core.safety.DestroyOutcome;
import dev.dbpush.core.safety.NukeVerb;
import dev.dbpush.core.safety.SafetyOptions;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Drops everything in the managed schemas, and the history. With {@code db.fresh} the migration
 * files go too, and {@code init} writes the first one anew, of the models.
 */
@Mojo(name = "nuke", threadSafe = true, requiresDependencyResolution = ResolutionScope.TEST)
@NullUnmarked
final class NukeMojo extends AbstractModelMojo {
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

  /** Deletes the migration files too, and begins anew with {@code init}. */
  @Parameter(property = "db.fresh", defaultValue = "false")
  private boolean fresh;

  /** What the first migration is called then. */
  @Parameter(property = "db.name", defaultValue = InitVerb.NAME)
  private String name;

  @Override
  void run() {
    SafetyOptions safety = safety(confirm, evenIf, dryRun, backup, schemas());
    if (option("fresh", fresh)) {
      String title = option("name", name);
      FreshOutcome outcome =
          comparing((config, live) -> new FreshVerb(config, maker(), safety).run(title, live));
      output()
          .outcome(
              style -> DevText.lines(outcome, folder().name(), style), () -> DevText.json(outcome));
      return;
    }
    DestroyOutcome outcome =
        withConfig(Gate.OPEN, (config, database) -> new NukeVerb(config, safety).run());
    output().outcome(style -> SafetyText.lines(outcome, style), () -> SafetyText.json(outcome));
  }
}
