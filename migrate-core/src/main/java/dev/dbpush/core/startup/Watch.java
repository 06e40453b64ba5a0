package dev.dbpush.core.startup;

import dev.dbpush.core.ForwardingListener;
import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.exec.Blocker;
import dev.dbpush.core.startup.StartupProgress.Phase;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows a start-up, passes its events on, and stops it. */
final class Watch extends ForwardingListener implements Database {
  private static final long CANCEL_EVERY_MS = 100;
  private static final int CANCELS = 50;

  private final Database database;
  private final boolean pooled;
  private final Consumer<StartupProgress> progress;
  private final Set<OwnConnection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  Watch(
      MigrationListener listener,
      Database database,
      boolean pooled,
      Consumer<StartupProgress> progress) {
    super(listener);
    this.database = database;
    this.pooled = pooled;
    this.progress = progress;
  }

  @Override
  public Connection open() throws SQLException {
    check();
    return OwnConnection.over(database.open(), pooled, open);
  }

  @Override
  public String label() {
    return database.label();
  }

  /**
   * Stops what runs: again and again, since a cancel that comes between two statements stops none;
   * at last the connection is broken. Returns when the work has ended, or was given up.
   */
  void stop(FutureTask<?> work, Thread worker) {
    stopped = true;
    boolean interrupted = false;
    for (int i = 0; i < CANCELS && !work.isDone(); i++) {
      worker.interrupt(); // it may be asleep between two attempts
      open.forEach(OwnConnection::cancel);
      interrupted |= pause(work);
    }
    if (!work.isDone()) {
      open.forEach(OwnConnection::abort);
      interrupted |= pause(work);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits a moment for the work; true if this thread was interrupted. */
  private static boolean pause(FutureTask<?> work) {
    try {
      work.get(CANCEL_EVERY_MS, TimeUnit.MILLISECONDS);
      return false;
    } catch (InterruptedException e) {
      return true;
    } catch (Exception e) {
      return false; // it goes on, or has failed, which is what was wanted
    }
  }

  private void check() {
    if (stopped) {
      throw new MigrationException("stopped", "");
    }
  }

  private void tell(Phase phase, String detail) {
    check();
    progress.accept(new StartupProgress(phase, detail, 0, 0));
  }

  @Override
  public void connectFailed(int attempt, int attempts, Duration pause, String reason) {
    tell(Phase.CONNECTING, reason);
    super.connectFailed(attempt, attempts, pause, reason);
  }

  @Override
  public void waitingForLock(Blocker holder, Duration waited) {
    tell(Phase.WAITING, holder.toString());
    super.waitingForLock(holder, waited);
  }

  @Override
  public void planned(Script script) {
    check();
    progress.accept(new StartupProgress(Phase.RUNNING, "", 0, script.steps().size()));
    super.planned(script);
  }

  @Override
  public void stepStarted(int number, int of, ScriptStep step) {
    check();
    String name = step.step().file().revision() + " " + step.step().file().slug();
    progress.accept(new StartupProgress(Phase.RUNNING, name, number, of));
    super.stepStarted(number, of, step);
  }

  @Override
  public void progress(ScriptStep step, ScriptSegment segment, int done, int total) {
    check();
    super.progress(step, segment, done, total);
  }

  @Override
  public void segmentRetried(
      ScriptStep step, int attempt, int attempts, Duration pause, String reason, List<Blocker> by) {
    check();
    super.segmentRetried(step, attempt, attempts, pause, reason, by);
  }

  @Override
  public void stepFinished(int number, int of, ScriptStep step, Duration took) {
    super.stepFinished(number, of, step, took);
    if (number < of) {
      check();
    }
  }
}
