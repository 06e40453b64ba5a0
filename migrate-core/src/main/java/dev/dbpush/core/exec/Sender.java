package dev.dbpush.core.exec;

import dev.dbpush.core.exec.Wire.WireException;
import dev.dbpush.sql.script.ScriptStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.ServerErrorMessage;

/** Sends statements and says which of them failed. */
interface Sender {

  /** The quick way where the connection is the driver's, the plain one where it hides it. */
  static Sender over(Connection connection, Consumer<ServerErrorMessage> notices)
      throws SQLException {
    return connection.isWrapperFor(BaseConnection.class)
        ? new Wire(connection, notices)
        : new PlainSender(connection, notices);
  }

  /**
   * Sends statements that have no inline data.
   *
   * @throws WireException with the index of the statement that failed
   */
  void send(List<ScriptStatement> statements) throws WireException;

  /** Sends a {@code COPY … FROM stdin} and its data. */
  void copy(ScriptStatement statement) throws WireException;
}
