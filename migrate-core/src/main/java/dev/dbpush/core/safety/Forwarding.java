package dev.dbpush.core.safety;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.exec.Blocker;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStep;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Passes everything on but the plan. */
final class Forwarding implements MigrationListener {
  private final MigrationListener listener;
  private final Consumer<Script> plan;

  /**
   * Passes on to a listener.
   *
   * @param plan hears the plan in its place
   */
  Forwarding(MigrationListener listener, Consumer<Script> plan) {
    this.listener = listener;
    this.plan = plan;
  }

  @Override
  public void connectFailed(int attempt, int attempts, Duration pause, String reason) {
    listener.connectFailed(attempt, attempts, pause, reason);
  }

  @Override
  public void waitingForLock(Blocker holder, Duration waited) {
    listener.waitingForLock(holder, waited);
  }

  @Override
  public void planned(Script script) {
    plan.accept(script);
  }

  @Override
  public void stepStarted(int number, int of, ScriptStep step) {
    listener.stepStarted(number, of, step);
  }

  @Override
  public void progress(ScriptStep step, ScriptSegment segment, int done, int total) {
    listener.progress(step, segment, done, total);
  }

  @Override
  public void segmentRetried(
      ScriptStep step, int attempt, int attempts, Duration pause, String reason, List<Blocker> by) {
    listener.segmentRetried(step, attempt, attempts, pause, reason, by);
  }

  @Override
  public void notice(ScriptStep step, String severity, String message) {
    listener.notice(step, severity, message);
  }

  @Override
  public void stepFinished(int number, int of, ScriptStep step, Duration took) {
    listener.stepFinished(number, of, step, took);
  }

  @Override
  public void info(String message) {
    listener.info(message);
  }

  @Override
  public void warning(String message) {
    listener.warning(message);
  }
}
