package dev.dbpush.core.connect;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** Opens a connection, again and again while the server is still starting. */
public final class Connector {
  /**
   * What a starting server gives: the connection is refused (08001) or breaks (08006), or the server
   * says that it starts up, shuts down or recovers (57P03). PostgreSQL documentation, appendix A.
   */
  private static final Set<String> STARTING = Set.of("08001", "08006", "57P03", "57P01", "57P02");

  private final Retry retry;
  private final MigrationListener listener;

  /** A connector with these attempts; each failed one is reported. */
  public Connector(Retry retry, MigrationListener listener) {
    this.retry = retry;
    this.listener = listener;
  }

  /**
   * Opens a connection.
   *
   * @throws MigrationException if it cannot be opened; with a remedy that fits the reason
   */
  public Connection open(Database database) {
    for (int attempt = 1; ; attempt++) {
      try {
        return database.open();
      } catch (SQLException e) {
        if (!STARTING.contains(String.valueOf(e.getSQLState())) || attempt == retry.attempts()) {
          throw failure(database, e, attempt);
        }
        Duration pause = retry.pauseAfter(attempt);
        listener.connectFailed(attempt, retry.attempts(), pause, String.valueOf(e.getMessage()));
        sleep(pause);
      }
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MigrationException("interrupted while waiting for the server", "run it again", e);
    }
  }

  private static MigrationException failure(Database database, SQLException e, int attempts) {
    String state = String.valueOf(e.getSQLState());
    String tried = attempts > 1 ? " (" + attempts + " attempts)" : "";
    String remedy =
        switch (state) {
          case "28P01", "28000" ->
              "check user and password: db.user, the environment (PGPASSWORD), settings.xml"
                  + " (db.server) or .pgpass";
          case "3D000" -> "create the database first, or correct its name in db.url";
          case "08001", "57P03" ->
              "is the server running and reachable there? db.retry.attempts and db.retry.delay say"
                  + " how long to wait for one that is starting";
          case "53300" -> "the server has no free connection: end some, or raise max_connections";
          default -> "check db.url; the server's log may say more";
        };
    return new MigrationException(
        "cannot connect to " + database.label() + tried + ": " + e.getMessage() + " [" + state + "]",
        remedy,
        e);
  }
}
