package dev.dbpush.core.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh, empty database, made at its first use and dropped at the end. As a JUnit extension in a
 * field ({@code @RegisterExtension}) it lives as long as the test, in a static field as long as the
 * test class; without JUnit, in a try statement.
 */
public final class TestDatabase
    implements AutoCloseable, BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final Supplier<TestServer> server;
  private @Nullable String name;
  private boolean forClass;
  private boolean lent;

  private TestDatabase(Supplier<TestServer> server) {
    this.server = server;
  }

  /** A database on the server that this test run is for. */
  public static TestDatabase create() {
    return new TestDatabase(TestServer::shared);
  }

  /** A database on a server of one's choice, such as {@code TestServer::dumpable}. */
  public static TestDatabase on(Supplier<TestServer> server) {
    return new TestDatabase(server);
  }

  /** A database that is there already, such as one of a standby; it is never dropped. */
  public static TestDatabase named(TestServer server, String name) {
    TestDatabase database = new TestDatabase(() -> server);
    database.name = name;
    database.lent = true;
    return database;
  }

  /** The server; starts it when it does not run yet. */
  public TestServer server() {
    return server.get();
  }

  /** The database's name. */
  public synchronized String name() {
    String current = name;
    if (current == null) {
      current = "test_" + ProcessHandle.current().pid() + "_" + NEXT.incrementAndGet();
      server().execute("CREATE DATABASE " + current + " TEMPLATE template0");
      name = current;
    }
    return current;
  }

  /** The JDBC URL, without user and password. */
  public String url() {
    return server().url(name());
  }

  /** The superuser. */
  public String user() {
    return server().user();
  }

  /** The superuser's password; empty where none is asked for. */
  public String password() {
    return server().password();
  }

  /** A new connection as the superuser; the caller closes it. */
  public Connection connect() throws SQLException {
    return server().connect(name());
  }

  /** Runs SQL, one statement or several, on a connection of its own. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of a query's rows as texts; a null is the text {@code null}. */
  public List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }

  /** Drops the database, whoever is connected; the next use makes a fresh one. */
  @Override
  public synchronized void close() {
    if (name != null && !lent) {
      server().execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      name = null;
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    forClass = true;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!forClass) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }
}
