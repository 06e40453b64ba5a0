package dev.dbpush.maven;

import dev.dbpush.core.autogenerate.DevOutcome;
import dev.dbpush.core.autogenerate.DevVerb;
import dev.dbpush.core.autogenerate.RenameQuestion;
import dev.dbpush.core.report.DevText;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Writes the migration that leads from the chain to the models, after it was run both ways on a
 * scratch database, and pushes it to the development database. Without a difference, writes
 * nothing.
 */
@Mojo(name = "dev", threadSafe = true, requiresDependencyResolution = ResolutionScope.TEST)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
@NullUnmarked
final class DevMojo extends AbstractModelMojo {
  /** What the migration does; by default a name of its first change. */
  @Parameter(property = "db.name")
  private @Nullable String name;

  /** Writes the file and leaves the database alone. */
  @Parameter(property = "db.createOnly", defaultValue = "false")
  private boolean createOnly;

  /**
   * Writes a migration of what the database has and the chain has not, and stamps the database,
   * instead of asking the models.
   */
  @Parameter(property = "db.adopt", defaultValue = "false")
  private boolean adopt;

  @Override
  void run() {
    DevVerb.Request request =
        new DevVerb.Request(
            option("name", name), option("createOnly", createOnly), option("adopt", adopt));
    DevOutcome outcome =
        comparing(
            (config, live) ->
                new DevVerb(config, maker()).asking(RenameQuestion.on(asker())).run(request, live));
    output()
        .outcome(
            style -> DevText.lines(outcome, folder().name(), style), () -> DevText.json(outcome));
  }
}
