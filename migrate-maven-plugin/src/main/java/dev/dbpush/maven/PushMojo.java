package dev.dbpush.maven;

import dev.dbpush.core.PushOutcome;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.report.PushText;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** Runs what is pending: every migration of the chain that the database's history does not hold. */
@Mojo(name = "push", threadSafe = true)
@NullUnmarked
final class PushMojo extends AbstractDatabaseMojo {
  /** Where to go: {@code head}, {@code heads}, an id or the first digits of one, {@code +2}. */
  @Parameter(property = "db.to", defaultValue = "head")
  private String to;

  @Override
  void run() {
    Target target = Target.parse(option("to", to));
    PushOutcome outcome = withDatabase((migrator, database) -> migrator.push(target));
    output().outcome(style -> PushText.lines(outcome, style), () -> PushText.json(outcome));
  }
}
