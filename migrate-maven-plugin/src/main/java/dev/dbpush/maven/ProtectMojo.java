package dev.dbpush.maven;

import dev.dbpush.core.report.SafetyText;
import dev.dbpush.core.safety.ProtectOutcome;
import dev.dbpush.core.safety.ProtectVerb;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** Marks a database as protected on the server: reset, nuke and downgrade then refuse it. */
@Mojo(name = "protect", threadSafe = true, requiresProject = false)
@NullUnmarked
final class ProtectMojo extends AbstractDatabaseMojo {
  /** Lifts the mark. */
  @Parameter(property = "db.off", defaultValue = "false")
  private boolean off;

  @Override
  boolean needsFolder() {
    return false;
  }

  @Override
  void run() {
    boolean on = !option("off", off);
    ProtectOutcome outcome =
        withConfig(Gate.OPEN, (config, database) -> new ProtectVerb(config).run(on));
    output().outcome(style -> SafetyText.lines(outcome, style), () -> SafetyText.json(outcome));
  }
}
