package dev.dbpush.maven;

import dev.dbpush.core.health.FixOutcome;
import dev.dbpush.core.health.HealthReport;
import dev.dbpush.core.health.HealthVerb;
import dev.dbpush.core.options.EngineOptions;
import dev.dbpush.core.report.HealthText;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** Looks at a database as the next push will find it, and repairs what can be repaired safely. */
@Mojo(name = "health", threadSafe = true, requiresProject = false)
@NullUnmarked
final class HealthMojo extends AbstractDatabaseMojo {
  /** Tells the plan of the repairs, then runs it. */
  @Parameter(property = "db.fix", defaultValue = "false")
  private boolean fix;

  /** Stops behind the plan of the repairs. */
  @Parameter(property = "db.dryRun", defaultValue = "false")
  private boolean dryRun;

  /** Fails the build where there is a problem. */
  @Parameter(property = "db.exitCode", defaultValue = "false")
  private boolean exitCode;

  /** The managed schemas, with commas. */
  @Parameter(property = "db.schemas", defaultValue = "public")
  private String schemas;

  @Override
  boolean needsFolder() {
    return false;
  }

  @Override
  void run() throws MojoFailureException {
    List<String> managed = EngineOptions.list(option("schemas", schemas));
    boolean dry = option("dryRun", dryRun);
    HealthReport report = option("fix", fix) || dry ? fixed(managed, dry) : looked(managed);
    if (option("exitCode", exitCode) && !report.isHealthy()) {
      throw failure(report.label() + " is not healthy: " + HealthText.summary(report), null);
    }
  }

  private HealthReport looked(List<String> managed) {
    HealthReport report =
        withConfig(Gate.OPEN, (config, database) -> new HealthVerb(config, managed).run());
    output()
        .outcome(
            style -> HealthText.lines(report, style), () -> HealthText.json(report, text -> text));
    return report;
  }

  private HealthReport fixed(List<String> managed, boolean dry) throws MojoFailureException {
    FixOutcome outcome =
        withConfig(Gate.OPEN, (config, database) -> new HealthVerb(config, managed).fix(dry));
    output()
        .outcome(
            style -> HealthText.lines(outcome, dry, style),
            () -> HealthText.json(outcome, text -> text));
    if (!outcome.failed().isEmpty()) {
      throw failure("not everything was repaired: " + String.join("\n", outcome.failed()), null);
    }
    return outcome.after();
  }
}
