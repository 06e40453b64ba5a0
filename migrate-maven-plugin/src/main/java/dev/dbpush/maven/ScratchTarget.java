package dev.dbpush.maven;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.connect.ConnectionSettings;
import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.Password;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.history.HistoryReader;
import dev.dbpush.core.scratch.ScratchServer;
import dev.dbpush.embedded.PostgresServer;
import dev.dbpush.sql.history.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where scratch databases may be made, and where not. */
final class ScratchTarget {
  private ScratchTarget() {}

  /** The major version of a database, which scratch databases must have too. */
  static int major(MigratorConfig config) {
    Database database = config.database();
    if (database == null) {
      throw new IllegalStateException("no database");
    }
    try (Connection connection =
        new Connector(config.connectRetry(), config.listener()).open(database)) {
      return connection.getMetaData().getDatabaseMajorVersion();
    } catch (SQLException e) {
      throw new MigrationException(
          database.label() + " does not say its version: " + e.getMessage(), "", e);
    }
  }

  /** A server of our own. */
  static ScratchServer server(PostgresServer server) {
    return new ScratchServer(
        DatabaseUrl.parse(server.jdbcUrl(AbstractDatabaseMojo.EMBEDDED_DATABASE)),
        server.user(),
        null,
        true);
  }

  /** A server of somebody's, named by a URL; user and password are those of the database. */
  static ScratchServer server(
      String url, ConnectionSettings settings, @Nullable MigratorConfig live, HistoryTable table) {
    DatabaseUrl address;
    try {
      address = DatabaseUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw new MigrationException("db.scratch: " + e.getMessage(), "", e);
    }
    if (address.password() != null) {
      throw new MigrationException(
          "db.scratch holds a password",
          "leave it out: the password of db.url counts, PGPASSWORD, or .pgpass");
    }
    if (live != null && address.toString().equals(String.valueOf(settings.url()))) {
      throw new MigrationException(
          "db.scratch is the database that is pushed to",
          "name another database of that server, such as postgres, or leave it out");
    }
    String user = address.user() != null ? address.user() : settings.user();
    Password known = settings.password();
    String password = known == null ? System.getenv("PGPASSWORD") : known.reveal();
    DatabaseUrl open =
        new DatabaseUrl(address.hosts(), address.database(), null, null, address.parameters());
    refuseProtected(new UrlDatabase(open, user, password, "dbpush scratch"), table);
    return new ScratchServer(open, user, password, false);
  }

  private static void refuseProtected(UrlDatabase database, HistoryTable table) {
    try (Connection connection = database.open()) {
      if (new HistoryReader(table).read(connection).isProtected()) {
        throw new MigrationException(
            "db.scratch: " + database.label() + " is protected",
            "scratch databases do not belong on a server with such data; leave db.scratch out");
      }
    } catch (SQLException e) {
      throw new MigrationException(
          "db.scratch: cannot connect to " + database.label() + ": " + e.getMessage(),
          "user and password are those of db.url, unless the URL names a user",
          e);
    }
  }
}
