package dev.dbpush.maven;

import dev.dbpush.core.StampOutcome;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.report.PushText;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** Writes the history without running anything, for a database that already is at a target. */
@Mojo(name = "stamp", threadSafe = true)
@NullUnmarked
final class StampMojo extends AbstractDatabaseMojo {
  /** Where the database is: {@code head}, {@code base}, an id or the first digits of one. */
  @Parameter(property = "db.to", defaultValue = "head")
  private String to;

  @Override
  void run() {
    Target target = Target.parse(option("to", to));
    StampOutcome outcome = withDatabase((migrator, database) -> migrator.stamp(target));
    output().outcome(style -> PushText.lines(outcome, style), () -> PushText.json(outcome));
  }
}
