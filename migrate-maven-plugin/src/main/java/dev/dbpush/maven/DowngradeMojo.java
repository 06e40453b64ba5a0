package dev.dbpush.maven;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.report.SafetyText;
import dev.dbpush.core.safety.GuardedDowngrade;
import dev.dbpush.core.safety.GuardedOutcome;
import dev.dbpush.core.safety.SafetyOptions;
import dev.dbpush.sql.plan.Direction;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Undoes every applied revision that is no ancestor of a target, the last one first. */
@Mojo(name = "downgrade", threadSafe = true)
@NullUnmarked
final class DowngradeMojo extends AbstractScriptMojo {
  /** Where to go: {@code -1}, {@code base}, an id or the first digits of one. Required. */
  @Parameter(property = "db.to")
  private @Nullable String to;

  /** The database's name: asked for beyond one step, or on another machine. */
  @Parameter(property = "db.confirm")
  private @Nullable String confirm;

  /** What is no reason to refuse: {@code connected}, for applications that are. */
  @Parameter(property = "db.evenIf")
  private @Nullable String evenIf;

  /** Tells what would be undone and lost, and runs nothing. */
  @Parameter(property = "db.dryRun", defaultValue = "false")
  private boolean dryRun;

  /** A folder for a dump of the database, taken by pg_dump before anything is run. */
  @Parameter(property = "db.backup")
  private @Nullable String backup;

  /** Renders the script of the downgrade in place of running it. */
  @Parameter(property = "db.offline", defaultValue = "false")
  private boolean offline;

  @Override
  void run() {
    if (option("offline", offline)) {
      render(Direction.DOWN, to);
      return;
    }
    String where = option("to", to);
    if (where == null) {
      throw new MigrationException(
          "db.to is missing: where should the downgrade lead?",
          "-Ddb.to=-1 undoes the last revision; base undoes all; an id undoes what is above it");
    }
    Target target = Target.parse(where);
    SafetyOptions safety = safety(confirm, evenIf, dryRun, backup, null);
    GuardedOutcome outcome =
        withConfig(
            Gate.OPEN,
            (config, database) -> new GuardedDowngrade(config, safety, database).to(target));
    output().outcome(style -> SafetyText.lines(outcome, style), () -> SafetyText.json(outcome));
  }
}
