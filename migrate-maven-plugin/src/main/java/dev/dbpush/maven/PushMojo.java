package dev.dbpush.maven;

import dev.dbpush.core.PushOutcome;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.report.PushText;
import dev.dbpush.sql.plan.Direction;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** Runs what is pending: every migration of the chain that the database's history does not hold. */
@Mojo(name = "push", threadSafe = true)
@NullUnmarked
final class PushMojo extends AbstractScriptMojo {
  /** Where to go: {@code head}, {@code heads}, an id or the first digits of one, {@code +2}. */
  @Parameter(property = "db.to", defaultValue = "head")
  private String to;

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
    PushOutcome outcome = withDatabase((migrator, database) -> migrator.push(target));
    output().outcome(style -> PushText.lines(outcome, style), () -> PushText.json(outcome));
  }
}
