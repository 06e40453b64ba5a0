package dev.dbpush.core.startup;

import dev.dbpush.core.connect.Database;
import dev.dbpush.core.connect.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database behind an application's data source. */
final class DataSourceDatabase implements Database {
  private final DataSource source;
  private volatile String label = "the data source's database";

  DataSourceDatabase(DataSource source) {
    this.source = source;
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection = connection();
    String url = connection.getMetaData().getURL();
    if (url != null) {
      try {
        label = DatabaseUrl.parse(url).toString();
      } catch (IllegalArgumentException e) {
        label = "the data source's database"; // a form of the pool's own
      }
    }
    return connection;
  }

  /** Some pools tell with an unchecked exception that their first connection failed. */
  private Connection connection() throws SQLException {
    try {
      return source.getConnection();
    } catch (RuntimeException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException reason) {
          throw reason;
        }
      }
      throw e;
    }
  }

  @Override
  public String label() {
    return label;
  }
}
