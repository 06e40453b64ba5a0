package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.catalog.CatalogReader;
import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.diff.Refusal;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.history.HistoryReader;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.QualifiedName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
    try (Connection connection = open(live, database)) {
      DatabaseState state = new HistoryReader(config.script().table()).read(connection);
      return new Live(database, state, CatalogReader.read(connection, config.read()));
    } catch (SQLException e) {
      throw failure(database, e);
    }
  }

  private static Database database(MigratorConfig live) {
    Database database = live.database();
    if (database == null) {
      throw new MigrationException("no database is configured", "set db.url or DATABASE_URL");
    }
    return database;
  }

  private static Connection open(MigratorConfig live, Database database) {
    return new Connector(live.connectRetry(), live.listener()).open(database);
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

  /** How many rows a refused loss is about, in words; empty where that is no question. */
  static String rows(MigratorConfig live, Refusal refusal) {
    ObjectId id = refusal.object();
    boolean column = id.kind() == ObjectKind.COLUMN;
    if (!column && id.kind() != ObjectKind.TABLE || refusal.rule().equals("rename")) {
      return "";
    }
    String table = QualifiedName.of(id.schema(), column ? id.parent() : id.name()).toSql();
    String what = column ? Identifier.quote(id.name()) : "*";
    Database database = database(live);
    try (Connection connection = open(live, database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(" + what + ") FROM " + table)) {
      rows.next();
      return " ("
          + rows.getLong(1)
          + (column ? " values in " : " rows in ")
          + database.label()
          + ")";
    } catch (SQLException e) {
      return ""; // not pushed yet, or not ours to read
    }
  }
}
