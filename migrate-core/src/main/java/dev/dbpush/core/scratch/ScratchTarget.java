package dev.dbpush.core.scratch;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.connect.ConnectionSettings;
import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.Password;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.history.HistoryReader;
import dev.dbpush.sql.history.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where scratch databases may be made, and where not. */
public final class ScratchTarget {
  private ScratchTarget() {}

  /** The major version of a database, which scratch databases must have too. */
  public static int major(MigratorConfig config) {
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

  /**
   * A server of somebody's, named by a URL; user and password are those of the database.
   *
   * @param live the database that is worked with otherwise; null for none
   * @param environment where {@code PGPASSWORD} is looked for last
   * @throws MigrationException if it cannot be, or must not be, used
   */
  public static ScratchServer server(
      String url,
      ConnectionSettings settings,
      @Nullable MigratorConfig live,
      HistoryTable table,
      Map<String, String> environment) {
    DatabaseUrl address;
    try {
      address = DatabaseUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw new MigrationException("db.scratch: " + e.getMessage(), "", e);
    }
    if (address.hasPassword()) {
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
    String password = known == null ? environment.get("PGPASSWORD") : known.reveal();
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
