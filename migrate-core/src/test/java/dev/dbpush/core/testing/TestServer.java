package dev.dbpush.core.testing;

import dev.dbpush.embedded.PostgresServer;
import dev.dbpush.embedded.ScratchServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server for the tests: one for each major version and JVM, started at its first use
 * and gone when the JVM ends. It runs in a container where a Docker engine answers, else it is an
 * embedded server that does not wait for the disk. The system property {@code test.server} ({@code
 * docker} or {@code embedded}) insists on one of them.
 */
public final class TestServer {
  private static final Map<Integer, TestServer> SERVERS = new ConcurrentHashMap<>();

  private final int major;
  private final String host;
  private final int port;
  private final String password;

  TestServer(int major, String host, int port, String password) {
    this.major = major;
    this.host = host;
    this.port = port;
    this.password = password;
  }

  /** The server of the major version that this test run is for: {@code test.postgres}, or 17. */
  public static TestServer shared() {
    return major(Integer.getInteger("test.postgres", 17));
  }

  /** A server of a major version, 14 to 18. */
  public static TestServer major(int major) {
    return SERVERS.computeIfAbsent(major, TestServer::start);
  }

  /**
   * A server that the installed {@code pg_dump} can dump: the shared one, or one of pg_dump's own
   * major version where that is older. Without pg_dump the test is skipped, and fails in CI.
   */
  public static TestServer dumpable() {
    int dump = Psql.required().dumpMajor();
    int wanted = Integer.getInteger("test.postgres", 17);
    if (dump >= wanted) {
      return shared();
    }
    Assumptions.assumeTrue(
        dump >= 14, () -> "pg_dump " + dump + " is older than every server that can be started");
    return major(dump);
  }

  private static TestServer start(int major) {
    String kind = System.getProperty("test.server", "");
    if (!kind.equals("embedded")) {
      Optional<TestServer> container = ContainerServer.start(major);
      if (container.isPresent()) {
        return container.get();
      }
      if (kind.equals("docker")) {
        throw new IllegalStateException("test.server=docker, but no Docker engine answers");
      }
    }
    PostgresServer server =
        new ScratchServers(ScratchServers.temporaryRoot(), TestBinaries.find()).start(major);
    return new TestServer(major, server.host(), server.port(), "");
  }

  /** The server's major version. */
  public int major() {
    return major;
  }

  /** The server's address. */
  public String host() {
    return host;
  }

  /** The server's port. */
  public int port() {
    return port;
  }

  /** The superuser. */
  public String user() {
    return PostgresServer.USER;
  }

  /** The superuser's password; empty where none is asked for. */
  public String password() {
    return password;
  }

  /** The JDBC URL of a database, without user and password. */
  public String url(String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** A new connection as the superuser; the caller closes it. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), user(), password);
  }

  /** Runs SQL as the superuser in the database postgres, outside a transaction. */
  void execute(String sql) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return "PostgreSQL " + major + " on " + host + ":" + port;
  }
}
