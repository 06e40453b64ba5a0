package dev.dbpush.core.connect;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to one database. Implementations are thread-safe. */
public interface Database {

  /**
   * Opens a new physical connection, in autocommit mode, that nobody else uses.
   *
   * @throws SQLException as the driver gives it
   */
  Connection open() throws SQLException;

  /** What may be shown of it: {@code host:port/database}. */
  String label();
}
