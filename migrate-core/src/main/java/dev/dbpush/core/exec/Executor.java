package dev.dbpush.core.exec;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.exec.Wire.WireException;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.script.ScriptStatement.Role;
import dev.dbpush.sql.script.ScriptStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * Sends a script's statements, all of them and nothing else, over one connection that holds the lock.
 * Not thread-safe.
 */
public final class Executor {
  /** Lock not available, deadlock detected. PostgreSQL documentation, appendix A. */
  private static final Set<String> RETRIED = Set.of("55P03", "40P01");

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Connection connection;
  private final Database database;
  private final Retry lockRetry;
  private final MigrationListener listener;
  private final String folder;
  private final Sender wire;
  private @Nullable ScriptStep current;

  /**
   * An executor.
   *
   * @param connection in autocommit mode; nobody else uses it meanwhile
   * @param database the same database, for a second connection that looks who is in the way
   * @param lockRetry attempts of a segment that cannot get a lock
   * @param folder put before file names in errors; may be empty
   */
  public Executor(
      Connection connection,
      Database database,
      Retry lockRetry,
      MigrationListener listener,
      String folder)
      throws SQLException {
    this.connection = connection;
    this.database = database;
    this.lockRetry = lockRetry;
    this.listener = listener;
    this.folder = folder;
    this.wire = Sender.over(connection, this::notice);
  }

  /**
   * Runs a script. Steps that are done stay done when a later one fails.
   *
   * @throws StatementFailedException if the server refuses a statement
   */
  public void run(Script script) {
    listener.planned(script);
    header(script);
    int number = 0;
    for (ScriptStep step : script.steps()) {
      number++;
      current = step;
      listener.stepStarted(number, script.steps().size(), step);
      long start = System.nanoTime();
      for (ScriptSegment segment : step.segments()) {
        segment(script, step, segment);
      }
      current = null;
      listener.stepFinished(
          number, script.steps().size(), step, Duration.ofNanos(System.nanoTime() - start));
    }
    try {
      wire.send(script.footer());
    } catch (WireException e) {
      listener.warning("the session could not be closed in order: " + e.sql().getMessage());
    }
  }

  private void header(Script script) {
    try {
      wire.send(script.header());
    } catch (WireException e) {
      throw HeaderFailure.of(e, script.header().get(e.index()));
    }
  }

  private void segment(Script script, ScriptStep step, ScriptSegment segment) {
    for (int attempt = 1; ; attempt++) {
      List<Blocker> blockers = new ArrayList<>();
      try (BlockerWatch watch = watch(attempt)) {
        try {
          send(step, segment);
          return;
        } finally {
          blockers.addAll(watch == null ? List.of() : watch.seen());
        }
      } catch (SegmentFailure failure) {
        boolean rolledBack = rollBack();
        boolean retry =
            rolledBack
                && segment.transactional()
                && RETRIED.contains(String.valueOf(failure.error.sql().getSQLState()))
                && attempt < lockRetry.attempts();
        if (!retry) {
          throw new FailureReport(folder, script, step, segment, lockRetry)
              .exception(failure.error, failure.statement, attempt, blockers);
        }
        Duration pause = jitter(lockRetry.pauseAfter(attempt));
        String reason = String.valueOf(failure.error.sql().getMessage());
        listener.segmentRetried(step, attempt, lockRetry.attempts(), pause, reason, blockers);
        SessionLock.sleep(pause);
      }
    }
  }

  private @Nullable BlockerWatch watch(int attempt) {
    return attempt == 1 ? null : BlockerWatch.start(database, connection);
  }

  private void send(ScriptStep step, ScriptSegment segment) throws SegmentFailure {
    List<List<ScriptStatement>> messages =
        Packing.messages(segment.statements(), segment.transactional());
    int done = 0;
    int total = segment.body().size();
    for (List<ScriptStatement> message : messages) {
      try {
        if (message.get(0).copyData() != null) {
          wire.copy(message.get(0));
        } else {
          wire.send(message);
        }
      } catch (WireException e) {
        throw new SegmentFailure(e, message.get(e.index()));
      }
      done += (int) message.stream().filter(statement -> statement.role() == Role.BODY).count();
      if (messages.size() > 3 && done < total) {
        listener.progress(step, segment, done, total);
      }
    }
  }

  /** Ends a failed transaction and the session state of its segment; false if the connection broke. */
  private boolean rollBack() {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      // One message each: a failed transaction refuses everything but its end, and a message that
      // follows the latch in the same transaction would still be read-only.
      statement.execute("ROLLBACK");
      statement.execute("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private void notice(ServerErrorMessage message) {
    ScriptStep step = current;
    String severity = String.valueOf(message.getSeverity());
    if (step != null) {
      listener.notice(step, severity, String.valueOf(message.getMessage()));
    }
  }

  private static Duration jitter(Duration pause) {
    Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    long millis = bounded.toMillis();
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }

  /** Where a segment stopped. */
  private static final class SegmentFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient WireException error;
    private final transient ScriptStatement statement;

    SegmentFailure(WireException error, ScriptStatement statement) {
      super(error);
      this.error = error;
      this.statement = statement;
    }
  }

  /** What a failing header means. */
  private static final class HeaderFailure {
    private HeaderFailure() {}

    static MigrationException of(WireException e, ScriptStatement statement) {
      String state = String.valueOf(e.sql().getSQLState());
      String remedy =
          switch (state) {
            case "42501" ->
                "the role needs TEMP on the database, and CREATE on the history's schema;"
                    + " docs/roles/push.sql grants them; or push as another role";
            case "3F000" ->
                "create the history's schema first, or name another with db.history.schema";
            default -> "see the server's log";
          };
      return new StatementFailedException(
          StatementFailedException.describe("", statement, -1, e.sql(), List.of())
              + "\nNothing was run.",
          remedy,
          state,
          statement,
          e.sql());
    }
  }
}
