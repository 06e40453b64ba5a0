package dev.dbpush.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.Driver;

/**
 * One scenario: the folder that its Maven runs in, its log, and its own database on the server that
 * the first scenario starts. Not thread-safe.
 */
public final class Scenario {
  private final Path folder;

  /** A scenario. */
  public Scenario(File folder) {
    this.folder = folder.toPath().toAbsolutePath();
  }

  /**
   * Makes an empty database and puts its URL on the command line of every Maven run in the folder.
   */
  public void withDatabase() throws IOException, SQLException {
    String url = createDatabase();
    Path config = folder.resolve(".mvn").resolve("maven.config");
    Files.createDirectories(config.getParent());
    Files.writeString(config, "-Ddb.url=" + url + "\n-Ddb.user=postgres\n");
  }

  /** Makes an empty database, named after the folder; its URL. */
  public String createDatabase() throws IOException, SQLException {
    return createDatabase(database());
  }

  /** Makes an empty database; its URL. */
  public String createDatabase(String name) throws IOException, SQLException {
    execute("postgres", "DROP DATABASE IF EXISTS " + name);
    execute("postgres", "CREATE DATABASE " + name);
    return url(name);
  }

  /** The name of the scenario's database. */
  public String database() {
    return "it_" + folder.getFileName().toString().replace('-', '_');
  }

  /** The JDBC URL of a database. */
  public String url(String database) throws IOException {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }

  /** Runs SQL in the scenario's database. */
  public void execute(String sql) throws IOException, SQLException {
    execute(database(), sql);
  }

  /** Runs SQL in any database. */
  public void execute(String database, String sql) throws IOException, SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of a query's rows, as texts. */
  public List<String> column(String sql) throws IOException, SQLException {
    return column(database(), sql);
  }

  /** The first column of a query's rows in any database, as texts. */
  public List<String> column(String database, String sql) throws IOException, SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }

  /** What Maven printed, all invocations in their order. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("build.log"));
  }

  /** Fails unless the log holds a text; the failure shows which. */
  public void expect(String text) throws IOException {
    if (!log().contains(text)) {
      throw new AssertionError("the log does not hold: " + text);
    }
  }

  /** Fails unless the log holds a text exactly so many times. */
  public void expect(int times, String text) throws IOException {
    int found = log().split(Pattern.quote(text), -1).length - 1;
    if (found != times) {
      throw new AssertionError("the log holds " + found + " times, not " + times + ": " + text);
    }
  }

  /** Fails if the log holds a text. */
  public void refuse(String text) throws IOException {
    if (log().contains(text)) {
      throw new AssertionError("the log holds: " + text);
    }
  }

  /** Fails unless two values are equal; the failure shows both. */
  public void equal(Object actual, Object expected) {
    if (!expected.equals(actual)) {
      throw new AssertionError("expected " + expected + ", got " + actual);
    }
  }

  /** A connection to a database as the superuser; the caller closes it. */
  public Connection connect(String database) throws IOException, SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    return new Driver().connect(url(database), properties);
  }

  /** The fourth line of postmaster.pid. PostgreSQL documentation, 66.1. */
  private String port() throws IOException {
    Path servers = folder;
    while (!Files.isDirectory(servers.resolve("db-server"))) {
      servers = servers.getParent();
      if (servers == null) {
        throw new IOException("no folder db-server above " + folder);
      }
    }
    try (Stream<Path> files = Files.walk(servers.resolve("db-server"), 3)) {
      Path file =
          files
              .filter(path -> path.endsWith("postmaster.pid"))
              .findFirst()
              .orElseThrow(() -> new IOException("the server of the scenarios does not run"));
      return Files.readAllLines(file).get(3).strip();
    }
  }
}
