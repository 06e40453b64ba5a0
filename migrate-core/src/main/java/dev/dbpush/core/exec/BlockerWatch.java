package dev.dbpush.core.exec;

import dev.dbpush.core.connect.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Looks, over a connection of its own, whom the working connection waits for. Started only for a
 * segment that has already failed to get a lock once.
 */
final class BlockerWatch implements AutoCloseable {
  private static final long INTERVAL_MS = 100;

  private final Thread thread;
  private final Map<Integer, Blocker> seen = new LinkedHashMap<>();
  private volatile boolean stopped;

  private BlockerWatch(Database database, int pid) {
    thread = new Thread(() -> watch(database, pid), "dbpush-blockers");
    thread.setDaemon(true);
  }

  /** A running watch; null if the backend is not known. */
  static @Nullable BlockerWatch start(Database database, Connection working) {
    try {
      BlockerWatch watch =
          new BlockerWatch(database, working.unwrap(PGConnection.class).getBackendPID());
      watch.thread.start();
      return watch;
    } catch (SQLException e) {
      return null;
    }
  }

  private void watch(Database database, int pid) {
    try (Connection connection = database.open()) {
      while (!stopped) {
        for (Blocker blocker : Blockers.of(connection, pid)) {
          synchronized (seen) {
            seen.put(blocker.pid(), blocker);
          }
        }
        Thread.sleep(INTERVAL_MS);
      }
    } catch (SQLException e) {
      stopped = true; // no second connection: the report does without names
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The sessions that were in the way, each as it was seen last. */
  List<Blocker> seen() {
    synchronized (seen) {
      return List.copyOf(seen.values());
    }
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
  }
}
