package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.catalog.CatalogReader;
import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.history.HistoryReader;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A live database as it was read.
 *
 * @param database where it is
 * @param history its history
 * @param snapshot its schema
 */
record Live(Database database, DatabaseState history, Snapshot snapshot) {

  /** Reads; changes nothing. */
  static Live read(AutogenerateConfig config, MigratorConfig live) {
    Database database = database(live);
    try (Connection connection = open(live)) {
      DatabaseState state = new HistoryReader(config.script().table()).read(connection);
      return new Live(database, state, CatalogReader.read(connection, config.read()));
    } catch (SQLException e) {
      throw failure(database, e);
    }
  }

  static Database database(MigratorConfig live) {
    Database database = live.database();
    if (database == null) {
      throw new MigrationException("no database is configured", "set db.url or DATABASE_URL");
    }
    return database;
  }

  static Connection open(MigratorConfig live) {
    return new Connector(live.connectRetry(), live.listener()).open(database(live));
  }

  private static MigrationException failure(Database database, SQLException e) {
    return new MigrationException(
        database.label()
            + " cannot be read: "
            + e.getMessage()
            + " [SQLSTATE "
            + e.getSQLState()
            + "]",
        "the role needs to connect and to read the catalog",
        e);
  }

  /** The managed tables, as a person writes them. */
  List<String> tables() {
    String schema = snapshot.environment().defaultSchema();
    return snapshot.objects().values().stream()
        .filter(Table.class::isInstance)
        .map(object -> object.id().display(schema))
        .toList();
  }
}
