package dev.dbpush.core.statement;

import dev.dbpush.core.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Sends texts as they are, each in one message; the driver's own parser would split some wrongly. */
final class RawStatements {

  private RawStatements() {}

  static Connection connect(TestDatabase database) throws SQLException {
    return DriverManager.getConnection(
        database.url() + "?preferQueryMode=simple", database.user(), database.password());
  }

  static Statement create(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    return statement;
  }
}
