package dev.dbpush.core;

import dev.dbpush.core.exec.Blocker;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStep;
import java.time.Duration;
import java.util.List;

/**
 * Hears what a verb does, as it does it; for progress and readiness. Every method does nothing by
 * default. Called from the thread that runs the verb; what a method throws ends the verb.
 */
public interface MigrationListener {
  /** Hears nothing. */
  MigrationListener NONE = new MigrationListener() {};

  /** An attempt to connect failed; the next one comes after the pause. */
  default void connectFailed(int attempt, int attempts, Duration pause, String reason) {}

  /** Another session holds the lock; told at first, and then every few seconds. */
  default void waitingForLock(Blocker holder, Duration waited) {}

  /** What will run; nothing of it has begun. */
  default void planned(Script script) {}

  /** A step begins. */
  default void stepStarted(int number, int of, ScriptStep step) {}

  /** Statements of a long segment are done. */
  default void progress(ScriptStep step, ScriptSegment segment, int done, int total) {}

  /** A segment was rolled back, since it could not get a lock; it is tried again after the pause. */
  default void segmentRetried(
      ScriptStep step, int attempt, int attempts, Duration pause, String reason, List<Blocker> by) {}

  /** The server said something: {@code NOTICE}, {@code WARNING}. */
  default void notice(ScriptStep step, String severity, String message) {}

  /** A step is done and recorded. */
  default void stepFinished(int number, int of, ScriptStep step, Duration took) {}

  /** Anything else that a person should know. */
  default void info(String message) {}

  /** Something that a person should look at; the verb goes on. */
  default void warning(String message) {}
}
