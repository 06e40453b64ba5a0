package dev.dbpush.core.exec;

import dev.dbpush.sql.script.ScriptStatement;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.Tuple;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * Sends several statements in one message and knows which of them failed.
 *
 * <p>The public JDBC interface does not tell which statement of a message an error belongs to, and
 * most errors of DDL carry no position. The driver's own result events do: each statement that ended
 * well gives one. Statements are sent in the simple protocol, as they were written; the driver's
 * parser is not used.
 */
final class Wire implements Sender {
  private static final int FLAGS =
      QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
          | QueryExecutor.QUERY_NO_BINARY_TRANSFER
          | QueryExecutor.QUERY_ONESHOT
          | QueryExecutor.QUERY_SUPPRESS_BEGIN;

  private final BaseConnection connection;
  private final Consumer<ServerErrorMessage> notices;

  Wire(Connection connection, Consumer<ServerErrorMessage> notices) throws SQLException {
    this.connection = connection.unwrap(BaseConnection.class);
    this.notices = notices;
  }

  @Override
  public void send(List<ScriptStatement> statements) throws WireException {
    StringBuilder message = new StringBuilder();
    int[] starts = new int[statements.size()];
    for (int i = 0; i < statements.size(); i++) {
      starts[i] = message.length();
      message.append(statements.get(i).sql()).append(";\n");
    }
    Events events = new Events();
    try {
      QueryExecutor executor = connection.getQueryExecutor();
      Query query =
          executor.wrap(List.of(new NativeQuery(message.toString(), SqlCommand.BLANK)));
      executor.execute(query, null, events, 0, 0, FLAGS);
    } catch (SQLException e) {
      int index = Math.min(events.completed, statements.size() - 1);
      throw new WireException(e, index, caret(e, starts[index]));
    }
  }

  @Override
  public void copy(ScriptStatement statement) throws WireException {
    try {
      connection.getCopyAPI().copyIn(statement.sql(), new StringReader(String.valueOf(statement.copyData())));
    } catch (SQLException e) {
      throw new WireException(e, 0, caret(e, 0));
    } catch (IOException e) {
      throw new WireException(new SQLException("cannot read the data", "22000", e), 0, -1);
    }
  }

  /** The 0-based place of the error in its statement, or -1. */
  private static int caret(SQLException e, int start) {
    ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    return server == null || server.getPosition() <= 0 ? -1 : server.getPosition() - 1 - start;
  }

  /** Counts the statements that ended well, and passes notices on as they come. */
  private final class Events extends ResultHandlerBase {
    private int completed;

    @Override
    public void handleResultRows(
        Query from, Field[] fields, List<Tuple> rows, ResultCursor cursor) {
      completed++;
    }

    @Override
    public void handleCommandStatus(String status, long updateCount, long insertOid) {
      completed++;
    }

    @Override
    public void handleWarning(SQLWarning warning) {
      if (warning instanceof PSQLWarning server && server.getServerErrorMessage() != null) {
        notices.accept(server.getServerErrorMessage());
      }
    }
  }

  /** A statement that failed. */
  static final class WireException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SQLException sql;
    private final int index;
    private final int caret;

    WireException(SQLException sql, int index, int caret) {
      super(sql);
      this.sql = sql;
      this.index = index;
      this.caret = caret;
    }

    SQLException sql() {
      return sql;
    }

    /** 0-based, among the statements that were sent. */
    int index() {
      return index;
    }

    /** 0-based place of the error in the statement's text, or -1. */
    int caret() {
      return caret;
    }
  }
}
