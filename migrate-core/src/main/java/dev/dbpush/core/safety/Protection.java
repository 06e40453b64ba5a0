package dev.dbpush.core.safety;

import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.QualifiedName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The mark of a protected database, wherever it is in it. The mark is a row; a setting of the
 * database repeats it where every database of the server can see it.
 */
public final class Protection {
  private static final String SETTING = "dbpush.protected";

  private Protection() {}

  /**
   * Whether any settings table of the database holds the mark: another {@code db.history.schema}
   * does not get around it.
   *
   * @throws SQLException also where a settings table may not be read: then nobody knows
   */
  public static boolean isOn(Connection connection) throws SQLException {
    List<String> queries = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
                    + " ON n.oid = c.relnamespace WHERE c.relname = 'dbpush_settings'"
                    + " AND c.relkind = 'r' ORDER BY 1")) {
      while (rows.next()) {
        String table = QualifiedName.of(rows.getString(1), "dbpush_settings").toSql();
        queries.add(
            "SELECT FROM "
                + table
                + " WHERE name = "
                + Identifier.literal(DatabaseState.PROTECTED));
      }
    }
    if (queries.isEmpty()) {
      return false;
    }
    String any = String.join(" UNION ALL ", queries);
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet rows = statement.executeQuery("SELECT EXISTS (" + any + ")")) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  /** The protected databases of the server, as far as the mark could be repeated. */
  public static List<String> onServer(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT d.datname FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_database"
                    + " d ON d.oid = s.setdatabase WHERE s.setrole = 0 AND '"
                    + SETTING
                    + "=on' = ANY (s.setconfig) ORDER BY 1")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /**
   * Repeats the mark, or takes it back, for the whole server to see. A setting that the server does
   * not know needs a superuser; from PostgreSQL 15 on an owner with {@code SET} on it. PostgreSQL
   * documentation, GRANT.
   */
  static void repeat(Connection connection, String database, boolean on) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(
          "ALTER DATABASE "
              + Identifier.quote(database)
              + (on ? " SET " + SETTING + " = 'on'" : " RESET " + SETTING));
    }
  }
}
