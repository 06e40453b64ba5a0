package dev.dbpush.maven;

import dev.dbpush.core.autogenerate.DevOutcome;
import dev.dbpush.core.autogenerate.InitVerb;
import dev.dbpush.core.report.DevText;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.NullUnmarked;

/**
 * Writes the first migration, of the models, and pushes it. Refuses where a migration file, a
 * history or a table exists.
 */
@Mojo(name = "init", threadSafe = true, requiresDependencyResolution = ResolutionScope.TEST)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
@NullUnmarked
final class InitMojo extends AbstractModelMojo {
  /** What the migration is called. */
  @Parameter(property = "db.name", defaultValue = InitVerb.NAME)
  private String name;

  @Override
  void run() {
    String title = option("name", name);
    DevOutcome outcome =
        comparing((config, live) -> new InitVerb(config, maker()).run(title, live));
    output()
        .outcome(
            style -> DevText.lines(outcome, folder().name(), style), () -> DevText.json(outcome));
  }
}
