package dev.dbpush.core.startup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pool has set in a session, which a script resets: put back before the pool gets it again.
 *
 * @param settings the settings of the session itself, by name; the role is one of them
 */
record SessionState(Map<String, String> settings) {
  private static final String SETTINGS =
      "SELECT name, setting FROM pg_catalog.pg_settings WHERE source = 'session'"
          + " UNION ALL SELECT 'role', pg_catalog.current_setting('role')";

  SessionState {
    settings = Map.copyOf(settings);
  }

  static SessionState of(Connection connection) throws SQLException {
    Map<String, String> settings = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SETTINGS)) {
      while (rows.next()) {
        settings.put(rows.getString(1), rows.getString(2));
      }
    }
    return new SessionState(settings);
  }

  /** Takes back what a push left, the lock included, and sets what was set. */
  void restore(Connection connection) throws SQLException {
    for (String sql :
        new String[] {
          "ROLLBACK",
          "RESET SESSION AUTHORIZATION",
          "RESET ROLE",
          "RESET ALL",
          "SELECT pg_catalog.pg_advisory_unlock_all()",
          "DISCARD TEMP"
        }) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_catalog.set_config(?, ?, false)")) {
      for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
        statement.setString(1, setting.getKey());
        statement.setString(2, setting.getValue());
        statement.execute();
      }
    }
  }
}
