package dev.dbpush.core.report;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.exec.Blocker;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.options.EngineOptions;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStep;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells a verb's events as lines: the plan first, then a line a step with its time, and progress
 * while a segment is long. Refuses denied hazards before anything runs. For one verb on one thread.
 */
public final class TextListener implements MigrationListener {
  private static final long PROGRESS_NANOS = Duration.ofSeconds(2).toNanos();

  private final Sink sink;
  private final Style style;
  private final Subject subject;
  private final LongSupplier nanoTime;
  private long lastProgress;

  /** Where lines go. */
  public interface Sink {
    /** A line that everyone reads. */
    void info(String line);

    /** A line that stands out. */
    void warn(String line);

    /** A line for those who look closely. */
    void debug(String line);

    /** Whether a line that everyone reads is shown; what nobody sees need not be worked out. */
    default boolean showsInfo() {
      return true;
    }
  }

  /**
   * What the events are about.
   *
   * @param database what may be shown of the database's address
   * @param folder the folder's name
   * @param chain its chain, read when it is needed
   * @param hazards which hazards are quiet or denied
   * @param lockRetry attempts of a segment that cannot get a lock
   * @param gate looks at what will run, and throws to stop it
   */
  public record Subject(
      String database,
      String folder,
      Supplier<Chain> chain,
      HazardPolicy hazards,
      Retry lockRetry,
      Consumer<Script> gate) {}

  /**
   * The configuration of a migrator whose verbs are told as text: what a build and a command line
   * share.
   *
   * @param gate asked before anything runs, once the script is known; may throw
   */
  public static MigratorConfig config(
      EngineOptions engine,
      UrlDatabase database,
      MigrationFolder folder,
      Sink sink,
      Style style,
      Consumer<Script> gate) {
    Migrations source = Migrations.in(folder);
    Subject subject =
        new Subject(
            database.label(),
            folder.name(),
            source::chain,
            engine.hazards(),
            MigratorConfig.DEFAULT_LOCK_RETRY,
            gate);
    return engine.config(source, database, new TextListener(sink, style, subject));
  }

  /** A listener. */
  public TextListener(Sink sink, Style style, Subject subject) {
    this.sink = sink;
    this.style = style;
    this.subject = subject;
    this.nanoTime = System::nanoTime;
  }

  @Override
  public void connectFailed(int attempt, int attempts, Duration pause, String reason) {
    sink.warn(
        "no connection to "
            + subject.database()
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
  public void planned(Script script) {
    if (sink.showsInfo() || !subject.hazards().denied().isEmpty()) {
      tell(script);
    }
    subject.gate().accept(script);
  }

  private void tell(Script script) {
    PlanReport plan =
        PlanReport.of(script, subject.chain().get(), subject.folder(), subject.hazards());
    plan.lines(subject.database(), subject.lockRetry(), style).forEach(sink::info);
    if (plan.isPush()) {
      plan.refuseDenied();
    }
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
