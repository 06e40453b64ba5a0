package dev.dbpush.core.safety;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.sql.history.HistoryTable;
import dev.dbpush.sql.syntax.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the drops: in one transaction where they fit the server's lock table, else in several that
 * can be run again after a cut. Then the history goes first and a mark stays until the end: a cut
 * nuke must not look like an applied chain.
 */
final class Emptying {
  /** The lock table is full. PostgreSQL documentation, appendix A. */
  private static final String OUT_OF_LOCKS = "53200";

  /** Other sessions take locks too, and the counts of ours are estimates. */
  private static final double ONE_TRANSACTION = 0.8;

  private static final double A_PASS = 0.6;
  private static final long FEWEST_LOCKS = 64;

  private final Connection connection;
  private final MigratorConfig config;
  private final DatabaseState state;
  private final HistoryTable table;
  private List<DroppedObject> objects = List.of();
  private List<List<DroppedObject>> passes = List.of();
  private long capacity;

  Emptying(Connection connection, MigratorConfig config, DatabaseState state) {
    this.connection = connection;
    this.config = config;
    this.state = state;
    this.table = config.script().table();
  }

  /** Whether an earlier nuke was cut between two passes. */
  boolean wasCut() {
    return state.settings().containsKey(cutName());
  }

  private String cutName() {
    return "nuke:" + table.name();
  }

  /** Chooses the passes and says how many there are. */
  int plan(Inventory inventory) {
    objects = inventory.objects();
    capacity = inventory.lockCapacity();
    passes =
        inventory.locks() <= capacity * ONE_TRANSACTION
            ? List.of(objects)
            : Drops.passes(objects, (long) (capacity * A_PASS));
    return passes.size();
  }

  /** The drops, in their order. */
  List<String> statements() {
    return passes.stream().flatMap(pass -> Drops.statements(pass).stream()).toList();
  }

  /** Drops, and says in how many transactions it was done. */
  int run() throws SQLException {
    settings();
    if (passes.size() == 1) {
      List<String> all = new ArrayList<>(Drops.statements(objects));
      all.addAll(end(wasCut()));
      if (transaction(all, 1, 1)) {
        return 1;
      }
    }
    return inPasses();
  }

  private int inPasses() throws SQLException {
    if (state.historyExists()) {
      transaction(begin(), 0, passes.size());
    }
    long locks = Math.max(FEWEST_LOCKS, (long) (capacity * A_PASS));
    List<DroppedObject> left = new ArrayList<>(objects);
    int done = 0;
    while (!left.isEmpty()) {
      List<List<DroppedObject>> ahead = Drops.passes(left, locks);
      List<DroppedObject> next = ahead.get(0);
      if (transaction(Drops.statements(next), done + 1, done + ahead.size())) {
        left.subList(0, next.size()).clear();
        done++;
        if (left.isEmpty() || done % Math.max(1, ahead.size() / 10) == 0) {
          config.listener().info("  pass " + done + ": " + left.size() + " objects left");
        }
      } else if (locks > FEWEST_LOCKS && next.size() > 1) {
        locks = Math.max(FEWEST_LOCKS, Math.min(locks, next.size() * 8L) / 2);
      } else {
        throw new MigrationException(
            "the server's lock table is too small to drop " + next.get(0).identity(),
            "raise max_locks_per_transaction, or end other sessions; then run this again");
      }
    }
    transaction(end(true), done, done);
    return done;
  }

  private List<String> begin() {
    return List.of(
        "INSERT INTO "
            + table.settingsSql()
            + " (name, value) VALUES ("
            + Identifier.literal(cutName())
            + ", 'unfinished') ON CONFLICT (name) DO NOTHING",
        "DELETE FROM " + table.toSql());
  }

  /** A role that may not delete settings can still drop what it owns. */
  private List<String> end(boolean marked) {
    List<String> end = new ArrayList<>();
    if (state.historyExists()) {
      end.add("DROP TABLE IF EXISTS " + table.toSql());
    }
    if (state.historyExists() && marked) {
      end.add(
          "DELETE FROM " + table.settingsSql() + " WHERE name = " + Identifier.literal(cutName()));
    }
    return end;
  }

  private void settings() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SET client_min_messages = warning");
      statement.execute("SET lock_timeout = '" + config.script().lockTimeout().toMillis() + "ms'");
      statement.execute("SET statement_timeout = 0");
    }
  }

  /** False where the lock table was too small: nothing of it was done. */
  private boolean transaction(List<String> statements, int number, int of) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("BEGIN");
      try {
        for (String sql : statements) {
          statement.execute(sql);
        }
        statement.execute("COMMIT");
        return true;
      } catch (SQLException e) {
        if (!connection.isClosed()) {
          statement.execute("ROLLBACK");
        }
        if (OUT_OF_LOCKS.equals(e.getSQLState())) {
          return false;
        }
        throw failure(e, number, of);
      }
    }
  }

  private MigrationException failure(SQLException e, int number, int of) {
    String code = String.valueOf(e.getSQLState());
    String what =
        of <= 1
            ? "nothing was dropped: " + e.getMessage()
            : "stopped in pass " + number + " of " + of + ": " + e.getMessage();
    String remedy =
        switch (code) {
          case "55P03" ->
              "another session holds a lock: end it, or wait longer with db.lockTimeout; then run"
                  + " this again";
          case "42501" -> "the role must own what it drops; connect as the owner";
          default -> "mend what it says, and run this again";
        };
    return new MigrationException(what + " [" + code + "]", remedy, e);
  }
}
