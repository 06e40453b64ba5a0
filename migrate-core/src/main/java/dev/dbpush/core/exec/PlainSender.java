package dev.dbpush.core.exec;

import dev.dbpush.core.exec.Wire.WireException;
import dev.dbpush.sql.script.ScriptStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * Sends one statement at a time through public JDBC, for a connection that does not give the
 * driver's own one away. Inline data of a {@code COPY} cannot be sent that way.
 */
final class PlainSender implements Sender {
  private final Connection connection;
  private final Consumer<ServerErrorMessage> notices;

  PlainSender(Connection connection, Consumer<ServerErrorMessage> notices) {
    this.connection = connection;
    this.notices = notices;
  }

  @Override
  public void send(List<ScriptStatement> statements) throws WireException {
    for (int i = 0; i < statements.size(); i++) {
      try (Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        try {
          statement.execute(statements.get(i).sql());
        } finally {
          tell(statement.getWarnings());
        }
      } catch (SQLException e) {
        throw new WireException(e, i, caret(e));
      }
    }
  }

  @Override
  public void copy(ScriptStatement statement) throws WireException {
    throw new WireException(
        new SQLException(
            "COPY with inline data needs the driver's own connection, and this one hides it",
            "0A000"),
        0,
        -1);
  }

  private void tell(@Nullable SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      if (warning instanceof PSQLWarning server && server.getServerErrorMessage() != null) {
        notices.accept(server.getServerErrorMessage());
      }
    }
  }

  private static int caret(SQLException e) {
    ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    return server == null || server.getPosition() <= 0 ? -1 : server.getPosition() - 1;
  }
}
