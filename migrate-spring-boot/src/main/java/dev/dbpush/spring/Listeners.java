package dev.dbpush.spring;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.exec.Blocker;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStep;
import java.time.Duration;
import java.util.List;

/** Several listeners, told in their order. */
record Listeners(List<MigrationListener> all) implements MigrationListener {

  Listeners {
    all = List.copyOf(all);
  }

  @Override
  public void connectFailed(int attempt, int attempts, Duration pause, String reason) {
    all.forEach(each -> each.connectFailed(attempt, attempts, pause, reason));
  }

  @Override
  public void waitingForLock(Blocker holder, Duration waited) {
    all.forEach(each -> each.waitingForLock(holder, waited));
  }

  @Override
  public void planned(Script script) {
    all.forEach(each -> each.planned(script));
  }

  @Override
  public void stepStarted(int number, int of, ScriptStep step) {
    all.forEach(each -> each.stepStarted(number, of, step));
  }

  @Override
  public void progress(ScriptStep step, ScriptSegment segment, int done, int total) {
    all.forEach(each -> each.progress(step, segment, done, total));
  }

  @Override
  public void segmentRetried(
      ScriptStep step, int attempt, int attempts, Duration pause, String reason, List<Blocker> by) {
    all.forEach(each -> each.segmentRetried(step, attempt, attempts, pause, reason, by));
  }

  @Override
  public void notice(ScriptStep step, String severity, String message) {
    all.forEach(each -> each.notice(step, severity, message));
  }

  @Override
  public void stepFinished(int number, int of, ScriptStep step, Duration took) {
    all.forEach(each -> each.stepFinished(number, of, step, took));
  }

  @Override
  public void info(String message) {
    all.forEach(each -> each.info(message));
  }

  @Override
  public void warning(String message) {
    all.forEach(each -> each.warning(message));
  }
}
