package dev.dbpush.core.scratch;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.safety.Protection;
import dev.dbpush.sql.syntax.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.Driver;

/**
 * A database that is made empty and dropped when it is closed. One thread at a time.
 *
 * <p>Its name says what it is. Databases of this kind that a killed run left behind, which nobody
 * is connected to, are dropped when the next one is made.
 */
public final class ScratchDatabase implements AutoCloseable {
  private static final String PREFIX = "dbpush_scratch_";

  /** Leftovers younger than this may belong to a run that is about to connect. In seconds. */
  private static final int LEFTOVER_AGE_SECONDS = 60;

  private final String serverUrl;
  private final Properties properties;
  private final String name;
  private final List<Connection> connections = new ArrayList<>();

  private ScratchDatabase(String serverUrl, Properties properties, String name) {
    this.serverUrl = serverUrl;
    this.properties = properties;
    this.name = name;
  }

  /**
   * Makes a database.
   *
   * @param serverUrl JDBC URL of a database of the server, whose role may create databases
   * @param properties user, password and whatever else connections need
   * @throws SQLException if the server refuses
   */
  public static ScratchDatabase create(String serverUrl, Properties properties)
      throws SQLException {
    try (Connection connection = connect(serverUrl, properties)) {
      return create(connection, serverUrl, properties);
    }
  }

  /** Makes a database through an open connection, in autocommit mode, that stays open. */
  public static ScratchDatabase create(Connection server, String serverUrl, Properties properties)
      throws SQLException {
    refuseProtected(server, serverUrl);
    dropLeftovers(server);
    long random = ThreadLocalRandom.current().nextLong() & Long.MAX_VALUE;
    String name = PREFIX + System.currentTimeMillis() / 1000 + "_" + Long.toString(random, 36);
    try (Statement statement = server.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
    }
    return new ScratchDatabase(serverUrl, properties, name);
  }

  private static void refuseProtected(Connection server, String serverUrl) throws SQLException {
    List<String> names = Protection.onServer(server);
    if (!names.isEmpty()) {
      throw new MigrationException(
          "the server of "
              + serverUrl.replaceFirst("\\?.*", "")
              + " holds a protected database: "
              + String.join(", ", names),
          "scratch databases do not belong beside such data: name another server with db.scratch, or"
              + " leave it out");
    }
  }

  /** Drops what killed runs have left behind. */
  public static void dropLeftovers(Connection server) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = server.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT d.datname FROM pg_database d WHERE d.datname ~ '^"
                    + PREFIX
                    + "[0-9]+_[0-9a-z]+$' AND split_part(d.datname, '_', 3)::bigint < extract(epoch"
                    + " FROM clock_timestamp()) - "
                    + LEFTOVER_AGE_SECONDS
                    + " AND pg_has_role(d.datdba, 'MEMBER') AND NOT EXISTS (SELECT FROM"
                    + " pg_stat_activity a WHERE a.datname = d.datname)")) {
      while (result.next()) {
        names.add(result.getString(1));
      }
    }
    for (String name : names) {
      try (Statement statement = server.createStatement()) {
        statement.execute("DROP DATABASE IF EXISTS " + Identifier.quote(name));
      } catch (SQLException e) {
        if (!"55006".equals(e.getSQLState())) { // someone has just connected
          throw e;
        }
      }
    }
  }

  /** The database's name. */
  public String name() {
    return name;
  }

  /** The JDBC URL of the database. */
  public String url() {
    return urlOf(serverUrl, name);
  }

  /** A new connection, closed with the database at the latest. */
  public Connection connect() throws SQLException {
    Connection connection = connect(url(), properties);
    connections.add(connection);
    return connection;
  }

  /** By the driver itself: a class loader's drivers are not always known to the platform. */
  static Connection connect(String url, Properties properties) throws SQLException {
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("the driver does not know this URL", "08001");
    }
    return connection;
  }

  private static String urlOf(String serverUrl, String database) {
    int question = serverUrl.indexOf('?');
    String parameters = question < 0 ? "" : serverUrl.substring(question);
    String base = question < 0 ? serverUrl : serverUrl.substring(0, question);
    if (Driver.parseURL(serverUrl, null) == null) {
      throw new IllegalArgumentException("no JDBC URL of PostgreSQL");
    }
    int slash = base.startsWith("jdbc:postgresql://") ? base.indexOf('/', 18) : -1;
    return (slash < 0
            ? (base.startsWith("jdbc:postgresql://") ? base + "/" : "jdbc:postgresql:")
            : base.substring(0, slash + 1))
        + database
        + parameters;
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
    try (Connection server = connect(serverUrl, properties)) {
      drop(server);
    }
  }

  /** Drops the database through an open connection, instead of {@link #close}. */
  public void drop(Connection server) throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
    try (Statement statement = server.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
  }
}
