package dev.dbpush.maven;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.ResolveOutcome;
import dev.dbpush.core.report.PushText;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Says of a half-done revision whether its open segment is done, where the tool cannot know it. */
@Mojo(name = "resolve", threadSafe = true)
@NullUnmarked
final class ResolveMojo extends AbstractDatabaseMojo {
  /** {@code done}, or {@code undone} after its effects were taken back by hand. Required. */
  @Parameter(property = "db.segment")
  private @Nullable String segment;

  @Override
  void run() {
    String word = String.valueOf(option("segment", segment));
    if (!word.equals("done") && !word.equals("undone")) {
      throw new MigrationException(
          "db.segment is missing", "look at the database, then add -Ddb.segment=done or =undone");
    }
    ResolveOutcome outcome =
        withDatabase((migrator, database) -> migrator.resolve(word.equals("done")));
    output().outcome(style -> PushText.lines(outcome), () -> PushText.json(outcome));
  }
}
