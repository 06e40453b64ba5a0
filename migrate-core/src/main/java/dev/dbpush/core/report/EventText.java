package dev.dbpush.core.report;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.exec.Blocker;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStep;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells a verb's events as lines, but for the plan: a line a step with its time, and progress while
 * a segment is long. For one verb on one thread.
 */
public class EventText implements MigrationListener {
  private static final long PROGRESS_NANOS = Duration.ofSeconds(2).toNanos();

  private final TextListener.Sink sink;
  private final Style style;
  private final String database;
  private final LongSupplier nanoTime;
  private long lastProgress;

  /**
   * Tells to a sink.
   *
   * @param database what may be shown of the database's address
   */
  public EventText(TextListener.Sink sink, Style style, String database) {
    this.sink = sink;
    this.style = style;
    this.database = database;
    this.nanoTime = System::nanoTime;
  }

  @Override
  public void connectFailed(int attempt, int attempts, Duration pause, String reason) {
    sink.warn(
        "no connection to "
            + database
            + " yet (attempt "
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
    sink.info(
        "waiting for another push, by " + holder + "; waited " + Words.time(waited) + " so far");
  }

  @Override
  public void stepStarted(int number, int of, ScriptStep step) {
    lastProgress = nanoTime.getAsLong();
    sink.debug("begins " + Words.name(step.step().file()));
  }

  @Override
  public void progress(ScriptStep step, ScriptSegment segment, int done, int total) {
    long now = nanoTime.getAsLong();
    if (done < total && now - lastProgress >= PROGRESS_NANOS) {
      lastProgress = now;
      sink.info(
          "  "
              + Words.name(step.step().file())
              + ": "
              + done
              + " of "
              + Words.count(total, "statement"));
    }
  }

  @Override
  public void segmentRetried(
      ScriptStep step, int attempt, int attempts, Duration pause, String reason, List<Blocker> by) {
    sink.warn(
        Words.name(step.step().file())
            + ": "
            + reason
            + "; rolled back, attempt "
            + (attempt + 1)
            + " of "
            + attempts
            + " in "
            + Words.time(pause));
    by.forEach(blocker -> sink.warn("  blocked by " + blocker));
  }

  @Override
  public void notice(ScriptStep step, String severity, String message) {
    String line = step.step().file().revision() + ": " + severity + ": " + message;
    if (severity.equals("WARNING")) {
      sink.warn(line);
    } else {
      sink.debug(line);
    }
  }

  @Override
  public void stepFinished(int number, int of, ScriptStep step, Duration took) {
    int width = String.valueOf(of).length();
    String place = String.format(Locale.ROOT, "%" + width + "d/%d", number, of);
    String verb = step.step().direction() == Direction.UP ? "" : "undone ";
    sink.info(
        style.good(place) + "  " + verb + Words.name(step.step().file()) + "  " + Words.time(took));
  }

  @Override
  public void info(String message) {
    sink.info(message);
  }

  @Override
  public void warning(String message) {
    sink.warn(message);
  }
}
