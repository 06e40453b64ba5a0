package dev.dbpush.core.exec;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The session-level advisory lock of a database and history table.
 *
 * <p>It is polled outside a transaction: a session that waits inside {@code pg_advisory_lock} holds a
 * snapshot, and a {@code CREATE INDEX CONCURRENTLY} in the session that it waits for would wait for
 * that snapshot in turn. It ends with the connection, so a killed push leaves nothing behind.
 * PostgreSQL documentation, 13.3.5.
 */
public final class SessionLock {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

  private final long key;
  private final Duration longestWait;
  private final MigrationListener listener;

  /**
   * A lock.
   *
   * @param key the advisory lock's key
   * @param longestWait from the first attempt; zero fails at once
   */
  public SessionLock(long key, Duration longestWait, MigrationListener listener) {
    this.key = key;
    this.longestWait = longestWait;
    this.listener = listener;
  }

  /**
   * Takes the lock and says which backend took it.
   *
   * @throws MigrationException if another session still holds it after the longest wait; names it
   */
  public int acquire(Connection connection) throws SQLException {
    long start = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    Duration reportAt = Duration.ZERO;
    while (true) {
      int pid = attempt(connection);
      if (pid > 0) {
        return pid;
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      boolean last = waited.compareTo(longestWait) >= 0;
      if (last || waited.compareTo(reportAt) >= 0) {
        Optional<Blocker> holder = Blockers.holder(connection, key);
        if (last) {
          throw stillHeld(holder, waited);
        }
        holder.ifPresent(blocker -> listener.waitingForLock(blocker, waited));
        reportAt = waited.plus(REPORT_EVERY);
      }
      Duration left = longestWait.minus(waited);
      sleep(pause.compareTo(left) < 0 ? pause : left);
      pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
  }

  /**
   * Refuses a connection whose statements do not all reach the backend that holds the lock. That
   * backend stays behind in a pooler with the lock, so it is ended.
   *
   * @param locked the backend that took the lock
   * @param now the backend that answered afterwards
   * @throws MigrationException if they differ
   */
  public static void requireSameBackend(Connection connection, int locked, int now) {
    if (locked == now) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_catalog.pg_terminate_backend(?)")) {
      statement.setInt(1, locked);
      statement.execute();
    } catch (SQLException e) {
      // the pooler may have sent this to the very backend that it ends
    }
    throw new MigrationException(
        "a connection pooler gave this session two backends (pid "
            + locked
            + ", then "
            + now
            + "): the lock and the guards live in one",
        "connect to the server itself, or to a pool in session mode");
  }

  /** The backend that got the lock, or 0. */
  private int attempt(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT CASE WHEN pg_catalog.pg_try_advisory_lock(?)"
                + " THEN pg_catalog.pg_backend_pid() ELSE 0 END")) {
      statement.setLong(1, key);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static MigrationException stillHeld(Optional<Blocker> holder, Duration waited) {
    return new MigrationException(
        "another push or script is at work on this database: "
            + holder.map(Blocker::toString).orElse("it has just ended")
            + "; waited "
            + waited.toSeconds()
            + " s",
        "run this again when it has ended, or wait longer with db.waitForLock; if it hangs, its"
            + " session can be ended with SELECT pg_terminate_backend(PID)");
  }

  static void sleep(Duration pause) {
    try {
      Thread.sleep(Math.max(1, pause.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MigrationException("interrupted while waiting", "run it again", e);
    }
  }
}
