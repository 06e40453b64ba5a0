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
    Connection connection = source.getConnection();
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

  @Override
  public String label() {
    return label;
  }
}
