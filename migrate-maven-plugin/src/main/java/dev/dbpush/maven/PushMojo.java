package dev.dbpush.maven;

import dev.dbpush.core.chain.Target;
import dev.dbpush.core.report.SafetyText;
import dev.dbpush.core.safety.GuardedOutcome;
import dev.dbpush.core.safety.GuardedPush;
import dev.dbpush.sql.plan.Direction;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Runs what is pending: every migration of the chain that the database's history does not hold. */
@Mojo(name = "push", threadSafe = true)
@NullUnmarked
final class PushMojo extends AbstractScriptMojo {
  /** Where to go: {@code head}, {@code heads}, an id or the first digits of one, {@code +2}. */
  @Parameter(property = "db.to", defaultValue = "head")
  private String to;

  /** A folder for a dump of the database, taken by pg_dump before anything is run. */
  @Parameter(property = "db.backup")
  private @Nullable String backup;

  /** Tells what would be run, and runs nothing. */
  @Parameter(property = "db.dryRun", defaultValue = "false")
  private boolean dryRun;

  /** Renders the script of the push in place of running it. */
  @Parameter(property = "db.offline", defaultValue = "false")
  private boolean offline;

  @Override
  void run() {
    if (option("offline", offline)) {
      render(Direction.UP, to);
      return;
    }
    Target target = Target.parse(option("to", to));
    String folder = option("backup", backup);
    Path dumps = folder == null ? null : path(folder);
    boolean dry = option("dryRun", dryRun);
    GuardedOutcome outcome =
        withConfig(Gate.OPEN, (config, database) -> new GuardedPush(config, dumps, dry).to(target));
    output().outcome(style -> SafetyText.lines(outcome, style), () -> SafetyText.json(outcome));
  }
}
