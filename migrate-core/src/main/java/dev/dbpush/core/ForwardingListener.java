package dev.dbpush.core;

import dev.dbpush.core.exec.Blocker;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStep;
import java.time.Duration;
import java.util.List;

/**
 * Passes every event on to other listeners, in their order. A subclass changes what it wants to
 * hear itself; a new event reaches whoever is behind it.
 */
public class ForwardingListener implements MigrationListener {
  private final List<MigrationListener> behind;

  /** Passes on to one listener. */
  public ForwardingListener(MigrationListener listener) {
    this(List.of(listener));
  }

  /** Passes on to several listeners. */
  public ForwardingListener(List<? extends MigrationListener> listeners) {
    this.behind = List.copyOf(listeners);
  }

  @Override
  public void connectFailed(int attempt, int attempts, Duration pause, String reason) {
    behind.forEach(each -> each.connectFailed(attempt, attempts, pause, reason));
  }

  @Override
  public void waitingForLock(Blocker holder, Duration waited) {
    behind.forEach(each -> each.waitingForLock(holder, waited));
  }

  @Override
  public void planned(Script script) {
    behind.forEach(each -> each.planned(script));
  }

  @Override
  public void stepStarted(int number, int of, ScriptStep step) {
    behind.forEach(each -> each.stepStarted(number, of, step));
  }

  @Override
  public void progress(ScriptStep step, ScriptSegment segment, int done, int total) {
    behind.forEach(each -> each.progress(step, segment, done, total));
  }

  @Override
  public void segmentRetried(
      ScriptStep step, int attempt, int attempts, Duration pause, String reason, List<Blocker> by) {
    behind.forEach(each -> each.segmentRetried(step, attempt, attempts, pause, reason, by));
  }

  @Override
  public void notice(ScriptStep step, String severity, String message) {
    behind.forEach(each -> each.notice(step, severity, message));
  }

  @Override
  public void stepFinished(int number, int of, ScriptStep step, Duration took) {
    behind.forEach(each -> each.stepFinished(number, of, step, took));
  }

  @Override
  public void info(String message) {
    behind.forEach(each -> each.info(message));
  }

  @Override
  public void warning(String message) {
    behind.forEach(each -> each.warning(message));
  }
}
