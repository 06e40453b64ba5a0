package dev.dbpush.spring;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.exec.Blocker;
import dev.dbpush.core.report.Words;
import dev.dbpush.sql.script.ScriptStep;
import java.time.Duration;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Tells the start-up in the application's log: waiting is told apart from running. */
final class DbpushLog implements MigrationListener {
  static final Log LOG = LogFactory.getLog("dev.dbpush");

  @Override
  public void connectFailed(int attempt, int attempts, Duration pause, String reason) {
    LOG.warn(
        "no connection yet (attempt "
            + attempt
            + " of "
            + attempts
            + "): "
            + reason
            + "; again in "
            + Words.time(pause));
  }

  @Override
  public void waitingForLock(Blocker holder, Duration waited) {
    LOG.info(
        "waiting for another instance that migrates, "
            + holder
            + "; waited "
            + Words.time(waited)
            + " so far");
  }

  @Override
  public void stepStarted(int number, int of, ScriptStep step) {
    LOG.info("running " + number + "/" + of + " " + Words.name(step.step().file()));
  }

  @Override
  public void stepFinished(int number, int of, ScriptStep step, Duration took) {
    LOG.info(
        "done "
            + number
            + "/"
            + of
            + " "
            + Words.name(step.step().file())
            + ", "
            + Words.time(took));
  }

  @Override
  public void segmentRetried(
      ScriptStep step, int attempt, int attempts, Duration pause, String reason, List<Blocker> by) {
    LOG.warn(
        Words.name(step.step().file())
            + ": "
            + reason
            + "; rolled back, attempt "
            + (attempt + 1)
            + " of "
            + attempts
            + " in "
            + Words.time(pause)
            + (by.isEmpty() ? "" : "; blocked by " + by));
  }

  @Override
  public void notice(ScriptStep step, String severity, String message) {
    String line = step.step().file().revision() + ": " + severity + ": " + message;
    if (severity.equals("WARNING")) {
      LOG.warn(line);
    } else {
      LOG.debug(line);
    }
  }

  @Override
  public void info(String message) {
    LOG.info(message);
  }

  @Override
  public void warning(String message) {
    LOG.warn(message);
  }
}
