package dev.dbpush.core.offline;

import dev.dbpush.core.testing.Psql;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The ways in which people run a script, the careful one and those that go on after an error. */
enum CarelessClient {
  /** As the header says. */
  PSQL,
  /** With the lines taken out that make psql stop. */
  PSQL_GOES_ON,
  /** All in one transaction, as far as the script lets it. */
  PSQL_ONE_TRANSACTION,
  /** The same, going on after an error. */
  PSQL_ONE_TRANSACTION_GOES_ON,
  /** Statement by statement. */
  JDBC,
  /** With a savepoint before each statement, so that an error ends nothing. */
  JDBC_SAVEPOINTS;

  /** Runs a text; what went wrong, empty if nothing did. Lines of psql are left out for JDBC. */
  String run(TestDatabase database, String text) throws IOException, SQLException {
    return switch (this) {
      case PSQL -> Psql.required().run(database, text).errors();
      case PSQL_GOES_ON ->
          Psql.required().run(database, withoutSettings(text), "-v", "ON_ERROR_STOP=0").errors();
      case PSQL_ONE_TRANSACTION -> Psql.required().run(database, text, "-1").errors();
      case PSQL_ONE_TRANSACTION_GOES_ON ->
          Psql.required().run(database, withoutSettings(text), "-1").errors();
      case JDBC -> String.join("\n", jdbc(database, text, ""));
      case JDBC_SAVEPOINTS -> String.join("\n", jdbc(database, text, "&autosave=always"));
    };
  }

  /** Whether it can run lines that begin with a backslash. */
  boolean isPsql() {
    return this != JDBC && this != JDBC_SAVEPOINTS;
  }

  /** As a client that goes on after errors would run it. */
  static String withoutSettings(String text) {
    return text.replaceAll("(?m)^\\\\set .*\\n", "");
  }

  /** Sends every statement, going on after errors. */
  static List<String> jdbc(TestDatabase database, String text, String parameters)
      throws SQLException {
    List<String> statements = new ArrayList<>();
    StatementSplitter.forEach(
        text, StatementSplitter.MetaCommands.SKIP, (SqlStatement s) -> statements.add(s.text()));
    List<String> errors = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                database.url() + "?preferQueryMode=simple" + parameters,
                database.user(),
                database.password());
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : statements) {
        try {
          statement.execute(sql);
        } catch (SQLException e) {
          errors.add(String.valueOf(e.getMessage()));
        }
      }
    }
    return errors;
  }
}
