package dev.dbpush.spring;

import dev.dbpush.core.exec.Blocker;
import dev.dbpush.core.report.EventText;
import dev.dbpush.core.report.Style;
import dev.dbpush.core.report.TextListener;
import dev.dbpush.core.report.Words;
import dev.dbpush.sql.script.ScriptStep;
import java.time.Duration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Tells the start-up in the application's log: waiting is told apart from running. */
final class DbpushLog extends EventText {
  static final Log LOG = LogFactory.getLog("dev.dbpush");

  DbpushLog() {
    super(new ToLog(), Style.PLAIN, "the database");
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
    super.stepStarted(number, of, step);
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

  /** The application's log. */
  private static final class ToLog implements TextListener.Sink {
    @Override
    public void info(String line) {
      LOG.info(Style.PLAIN.shown(line));
    }

    @Override
    public void warn(String line) {
      LOG.warn(Style.PLAIN.shown(line));
    }

    @Override
    public void debug(String line) {
      LOG.debug(Style.PLAIN.shown(line));
    }
  }
}
