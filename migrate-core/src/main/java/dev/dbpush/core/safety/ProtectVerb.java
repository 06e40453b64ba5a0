package dev.dbpush.core.safety;

import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.UnderLock;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.sql.history.HistorySql;
import dev.dbpush.sql.history.HistoryTable;
import dev.dbpush.sql.syntax.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Marks a database as protected, or lifts the mark. Every verb that destroys refuses a protected
 * database; a downgrade needs an approved script.
 */
public final class ProtectVerb {
  private static final String NOT_ALLOWED = "42501";

  private final MigratorConfig config;

  /** On a configuration's database; its chain is not read. */
  public ProtectVerb(MigratorConfig config) {
    this.config = config;
  }

  /**
   * Sets the mark, or lifts it.
   *
   * @param on whether the database is to be protected
   */
  public ProtectOutcome run(boolean on) {
    return new UnderLock(config).run((connection, state) -> run(connection, state, on));
  }

  private ProtectOutcome run(Connection connection, DatabaseState state, boolean on)
      throws SQLException {
    boolean changed = on ? mark(connection) : state.historyExists() && lift(connection);
    try {
      Protection.repeat(connection, state.database(), on);
    } catch (SQLException e) {
      if (!NOT_ALLOWED.equals(e.getSQLState())) {
        throw e;
      }
      config
          .listener()
          .warning(
              "the mark is "
                  + (on ? "set in" : "lifted in")
                  + " this database alone. So that scratch databases on the same server see it, a"
                  + " superuser has to run ALTER DATABASE "
                  + Identifier.quote(state.database())
                  + (on ? " SET dbpush.protected = 'on'" : " RESET dbpush.protected"));
    }
    return new ProtectOutcome(state.database(), on, changed);
  }

  private boolean mark(Connection connection) throws SQLException {
    HistoryTable table = config.script().table();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SET client_min_messages = warning");
      for (String create : new HistorySql(table).createTables()) {
        statement.execute(create);
      }
      return statement.executeUpdate(
              "INSERT INTO "
                  + table.settingsSql()
                  + " (name, value) VALUES ("
                  + Identifier.literal(DatabaseState.PROTECTED)
                  + ", 'on') ON CONFLICT (name) DO NOTHING")
          == 1;
    }
  }

  private boolean lift(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      return statement.executeUpdate(
              "DELETE FROM "
                  + config.script().table().settingsSql()
                  + " WHERE name = "
                  + Identifier.literal(DatabaseState.PROTECTED))
          == 1;
    }
  }
}
