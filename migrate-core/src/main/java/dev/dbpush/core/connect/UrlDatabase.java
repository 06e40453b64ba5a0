package dev.dbpush.core.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * A database behind a URL. Connects through the driver itself, so it does not matter which class
 * loader the driver is in. Thread-safe.
 */
public final class UrlDatabase implements Database {
  /**
   * Settings that a {@code RESET ALL} comes back to. The first ends a statement within a second
   * after its client was killed; without it the lock would stay until the statement ends. The
   * others keep a role's own defaults from changing how a message is read or which isolation it
   * runs in.
   */
  private static final String OPTIONS =
      "-c client_connection_check_interval=1000 -c standard_conforming_strings=on"
          + " -c default_transaction_isolation=read\\ committed"
          + " -c default_transaction_deferrable=off";

  /** A pooler that knows no start-up options; a server on a platform without connection checks. */
  private static final Set<String> WITHOUT_OPTIONS = Set.of("08P01", "22023", "0A000");

  private final DatabaseUrl url;
  private final @Nullable String user;
  private final @Nullable String password;
  private final String application;

  /**
   * A database.
   *
   * @param url its address
   * @param user null for the driver's default, the operating system's user
   * @param password null for none or the one in the password file
   * @param application what {@code pg_stat_activity} shows
   */
  public UrlDatabase(
      DatabaseUrl url, @Nullable String user, @Nullable String password, String application) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.application = application;
  }

  @Override
  public Connection open() throws SQLException {
    try {
      return connect(true);
    } catch (SQLException e) {
      if (!WITHOUT_OPTIONS.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      return connect(false);
    }
  }

  private Connection connect(boolean withOptions) throws SQLException {
    Properties properties = new Properties();
    set(properties, "user", user);
    set(properties, "password", password);
    setDefault(properties, "ApplicationName", application);
    setDefault(properties, "connectTimeout", "10");
    setDefault(properties, "tcpKeepAlive", "true");
    // Statements go as they were written: the driver's own parser never sees them.
    properties.setProperty("preferQueryMode", "extendedForPrepared");
    // The name goes with the start-up packet, so it outlives RESET ALL, and costs no round trip.
    setDefault(properties, "assumeMinServerVersion", "14");
    // No statement of ours runs often enough to be prepared, and a pooler would mix up the names.
    setDefault(properties, "prepareThreshold", "0");
    if (withOptions) {
      String own = url.parameters().getOrDefault("options", "");
      properties.setProperty("options", own.isEmpty() ? OPTIONS : OPTIONS + " " + own);
    }
    Connection connection = new Driver().connect(withoutOptions().toJdbc(), properties);
    if (connection == null) {
      throw new SQLException("the driver does not know this URL", "08001");
    }
    return connection;
  }

  private DatabaseUrl withoutOptions() {
    Map<String, String> others = new LinkedHashMap<>(url.parameters());
    others.remove("options");
    return new DatabaseUrl(url.hosts(), url.database(), null, null, others);
  }

  private void setDefault(Properties properties, String name, String value) {
    if (!url.parameters().containsKey(name)) {
      properties.setProperty(name, value);
    }
  }

  private static void set(Properties properties, String name, @Nullable String value) {
    if (value != null) {
      properties.setProperty(name, value);
    }
  }

  @Override
  public String label() {
    return url.toString();
  }

  /**
   * The same address as libpq's environment variables, for a program of PostgreSQL's own that is
   * started as a child: what stands there is on no command line. Holds the password. PostgreSQL
   * documentation, 34.15.
   */
  public Map<String, String> libpqEnvironment() {
    return LibpqEnvironment.of(url, user, password, name());
  }

  /** The database's name; the user's name where the URL names none, as the server has it. */
  public String name() {
    String own = user == null ? System.getProperty("user.name", "") : user;
    return url.database().isEmpty() ? own : url.database();
  }

  /** Whether the database is on this machine. */
  public boolean isLocal() {
    return url.isLocal();
  }
}
