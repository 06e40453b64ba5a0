package dev.dbpush.core.statement;

import dev.dbpush.core.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;

/** Sends texts as they are, each in one message; the driver's own parser would split some wrongly. */
final class RawStatements {
  private static final Pattern PARAMETER = Pattern.compile("\\$\\d");

  private RawStatements() {}

  static Connection connect(TestDatabase database) throws SQLException {
    return DriverManager.getConnection(
        database.url() + "?preferQueryMode=simple", database.user(), database.password());
  }

  /**
   * Whether the server finds exactly one command in a text; it is not run. Texts with parameters,
   * which the driver cannot describe without values, pass unasked.
   *
   * @param connection one in the driver's default mode
   */
  static boolean isOneCommand(Connection connection, String text) throws SQLException {
    if (PARAMETER.matcher(text).find()) {
      return true;
    }
    QueryExecutor executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
    Query query = executor.wrap(List.of(new NativeQuery(text, new int[0], false, SqlCommand.BLANK)));
    int flags =
        QueryExecutor.QUERY_DESCRIBE_ONLY
            | QueryExecutor.QUERY_ONESHOT
            | QueryExecutor.QUERY_SUPPRESS_BEGIN;
    try {
      executor.execute(query, null, new NoResults(), 0, 0, flags);
      return true;
    } catch (SQLException e) {
      return !String.valueOf(e.getMessage()).contains("cannot insert multiple commands");
    }
  }

  private static final class NoResults extends ResultHandlerBase {
    @Override
    public void handleWarning(SQLWarning warning) {
      // not looked at
    }
  }

  static Statement create(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    return statement;
  }
}
