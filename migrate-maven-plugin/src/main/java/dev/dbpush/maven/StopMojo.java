package dev.dbpush.maven;

import dev.dbpush.core.report.ServerText;
import dev.dbpush.embedded.StopOutcome;
import org.apache.maven.plugins.annotations.Mojo;

/** Stops the embedded PostgreSQL that db:start left running; its data stays. */
@Mojo(name = "stop", threadSafe = true, requiresProject = false)
final class StopMojo extends AbstractDatabaseMojo {
  @Override
  boolean needsFolder() {
    return false;
  }

  @Override
  void run() {
    StopOutcome outcome = embedded().stop();
    output()
        .outcome(
            style -> ServerText.stopped(outcome.name()),
            () -> ServerText.stoppedJson(outcome.name()));
  }
}
