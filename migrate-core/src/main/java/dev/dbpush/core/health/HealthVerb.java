package dev.dbpush.core.health;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.UnderLock;
import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.history.HistoryReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a database as the next push will find it, and repairs what can be repaired without
 * losing anything: sequences, invalid indexes, constraints that were not validated.
 */
public final class HealthVerb {
  private final MigratorConfig config;
  private final List<String> schemas;

  /**
   * On a configuration's database; its chain is not read.
   *
   * @param schemas the managed schemas
   */
  public HealthVerb(MigratorConfig config, List<String> schemas) {
    this.config = config;
    this.schemas = schemas.isEmpty() ? List.of("public") : List.copyOf(schemas);
  }

  /** Looks. Changes nothing, takes no lock, and works on a standby. */
  public HealthReport run() {
    Database database = database();
    long start = System.nanoTime();
    try (Connection connection =
        new Connector(config.connectRetry(), config.listener()).open(database)) {
      Duration connected = Duration.ofNanos(System.nanoTime() - start);
      DatabaseState state =
          new HistoryReader(config.script().table()).readAsFarAsAllowed(connection);
      return look(connection, state, connected);
    } catch (SQLException e) {
      throw new MigrationException(
          "cannot look at "
              + database.label()
              + ": "
              + e.getMessage()
              + " ["
              + e.getSQLState()
              + "]",
          "run it again; the server's log may say more",
          e);
    }
  }

  /**
   * Tells the plan of the repairs, and runs it.
   *
   * @param dryRun whether to stop behind the plan
   */
  public FixOutcome fix(boolean dryRun) {
    HealthReport before = run();
    tell(before);
    if (dryRun || before.repairs().isEmpty()) {
      return new FixOutcome(List.of(), List.of(), before);
    }
    List<String> done = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    new UnderLock(config)
        .run(
            (connection, state) -> {
              // What was planned may have been repaired while the lock was waited for.
              List<Repair> planned = look(connection, state, Duration.ZERO).repairs();
              for (Repair repair : planned) {
                repair(connection, repair, done, failed);
              }
              if (!failed.isEmpty()) {
                sweep(connection, state, planned, failed);
              }
              return done;
            });
    return new FixOutcome(done, failed, run());
  }

  /** A REINDEX CONCURRENTLY of ours that failed has left an index of its own. */
  private void sweep(
      Connection connection, DatabaseState state, List<Repair> planned, List<String> failed)
      throws SQLException {
    for (Repair repair : look(connection, state, Duration.ZERO).repairs()) {
      if (repair.isDrop() && !planned.contains(repair)) {
        repair(connection, repair, new ArrayList<>(), failed);
      }
    }
  }

  private HealthReport look(Connection connection, DatabaseState state, Duration connected)
      throws SQLException {
    Facts facts = new HealthReader(connection, config.script().table(), schemas).read();
    ObjectChecks objects = new ObjectChecks(facts, state.running().isPresent());
    long lockSeconds = Math.max(1, config.script().lockTimeout().toSeconds());
    List<Finding> findings =
        new ArrayList<>(
            new ServerChecks(facts, state, lockSeconds, "nuke:" + config.script().table().name())
                .all());
    findings.addAll(objects.findings());
    return new HealthReport(
        database().label(),
        state.database(),
        state.serverVersion(),
        facts.server().role(),
        state.standby(),
        state.isProtected(),
        connected,
        findings,
        objects.repairs(),
        objects.unsafe());
  }

  private void tell(HealthReport report) {
    if (report.repairs().isEmpty()) {
      config.listener().info("There is nothing to repair in " + report.database() + ".");
    } else {
      config.listener().info("Repairs of " + report.database() + ":");
    }
    for (Repair repair : report.repairs()) {
      config.listener().info("  -- " + repair.object() + ": " + repair.why());
      String statements = String.join("; ", repair.statements());
      config
          .listener()
          .info(
              "  "
                  + (repair.isTransaction()
                      ? "BEGIN; " + statements + "; COMMIT;"
                      : statements + ";"));
    }
    report.unsafe().forEach(left -> config.listener().info("  left alone: " + left));
  }

  private void repair(Connection connection, Repair repair, List<String> done, List<String> failed)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SET statement_timeout = 0");
      statement.execute("SET lock_timeout = '" + config.script().lockTimeout().toMillis() + "ms'");
      try {
        if (repair.isTransaction()) {
          statement.execute("BEGIN");
        }
        for (String sql : repair.statements()) {
          statement.execute(sql);
        }
        if (repair.isTransaction()) {
          statement.execute("COMMIT");
        }
        done.add(repair.object());
        config.listener().info("  repaired: " + repair.object());
      } catch (SQLException e) {
        if (connection.isClosed()) {
          throw e;
        }
        statement.execute("ROLLBACK");
        failed.add(repair.object() + ": " + e.getMessage() + " [" + e.getSQLState() + "]");
      }
    }
  }

  private Database database() {
    Database database = config.database();
    if (database == null) {
      throw new MigrationException(
          "no database is configured",
          "set db.url (jdbc:postgresql://HOST:PORT/DATABASE, or embedded), or DATABASE_URL");
    }
    return database;
  }
}
