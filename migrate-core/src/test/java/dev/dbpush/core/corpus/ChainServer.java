package dev.dbpush.core.corpus;

import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.testing.Psql;
import dev.dbpush.core.testing.RecordingProxy;
import dev.dbpush.core.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server that chains are tried on: a given one, or one that pg_dump can dump. */
final class ChainServer implements AutoCloseable {
  private final String host;
  private final int port;
  private final String user;
  private final @Nullable String password;
  private final List<String> databases = new ArrayList<>();

  private ChainServer(String host, int port, String user, @Nullable String password) {
    this.host = host;
    this.port = port;
    this.user = user;
    this.password = password;
  }

  static ChainServer of(String url) {
    if (url.isEmpty()) {
      TestServer server = TestServer.dumpable();
      return new ChainServer(server.host(), server.port(), server.user(), server.password());
    }
    DatabaseUrl parsed = DatabaseUrl.parse(url);
    String[] parts = parsed.hosts().split(":", 2);
    return new ChainServer(
        parts[0],
        parts.length > 1 ? Integer.parseInt(parts[1]) : 5432,
        parsed.user() == null ? "postgres" : parsed.user(),
        parsed.password());
  }

  /** What a client sends to this server. */
  RecordingProxy recorder() throws IOException {
    return new RecordingProxy(host, port);
  }

  /** The same server behind a proxy; it makes and drops no databases. */
  ChainServer behind(RecordingProxy proxy) {
    return new ChainServer("127.0.0.1", proxy.port(), user, password);
  }

  /** A new, empty database. */
  String create(String name) {
    String database = "dbpush_corpus_" + ProcessHandle.current().pid() + "_" + name;
    admin("DROP DATABASE IF EXISTS " + database, "CREATE DATABASE " + database + " TEMPLATE template0");
    databases.add(database);
    return database;
  }

  UrlDatabase database(String name) {
    return new UrlDatabase(
        DatabaseUrl.parse("postgresql://" + host + ":" + port + "/" + name),
        user,
        password,
        "dbpush");
  }

  /** The options of a goal that runs on a database. */
  List<String> options(String name) {
    List<String> options = new ArrayList<>();
    options.add("-Ddb.url=postgresql://" + host + ":" + port + "/" + name);
    options.add("-Ddb.user=" + user);
    if (password != null) {
      options.add("-Ddb.password=" + password);
    }
    return options;
  }

  private void admin(String... statements) {
    try (Connection connection = database("postgres").open();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a file with psql; what it printed, its errors behind that. */
  String psqlOutput(String database, Path file) throws IOException {
    Output output =
        run(
            List.of(
                Psql.required().folder().resolve("psql").toString(),
                "-X",
                "-q",
                "-t",
                "-f",
                file.toString(),
                "-d",
                database),
            "");
    return output.text() + output.errors();
  }

  /** Runs a file with psql, stopping at an error; its error output, empty if all went well. */
  String psql(String database, Path file, String searchPath) throws IOException {
    return run(
            List.of(
                Psql.required().folder().resolve("psql").toString(),
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-f",
                file.toString(),
                "-d",
                database),
            searchPath)
        .errors();
  }

  /** The schema, without the history. */
  String dump(String database) throws IOException {
    Output output =
        run(
            List.of(
                Psql.required().folder().resolve("pg_dump").toString(),
                "-s",
                "--exclude-table=public.dbpush_history",
                "--exclude-table=public.dbpush_settings",
                "-d",
                database),
            "");
    if (!output.errors().isEmpty()) {
      throw new IOException("pg_dump: " + output.errors());
    }
    return output.text().replaceAll("(?m)^\\\\(un)?restrict .*\\R?", "");
  }

  private record Output(String text, String errors) {}

  private Output run(List<String> command, String searchPath) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("-h", host, "-p", String.valueOf(port), "-U", user));
    Path out = Files.createTempFile("dbpush-", ".out");
    Path err = Files.createTempFile("dbpush-", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(all).redirectOutput(out.toFile()).redirectError(err.toFile());
      Map<String, String> environment = builder.environment();
      environment.keySet().removeIf(name -> name.startsWith("PG"));
      environment.put("PGPASSWORD", password == null ? "" : password);
      String options = "-c client_min_messages=error -c TimeZone=UTC";
      environment.put(
          "PGOPTIONS", searchPath.isEmpty() ? options : options + " -c search_path=" + searchPath);
      Process process = builder.start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(command.get(0) + " did not end");
      }
      String errors = Files.readString(err);
      return new Output(
          Files.readString(out),
          process.exitValue() == 0 ? "" : errors.isEmpty() ? "failed" : errors);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  @Override
  public void close() {
    for (String database : databases) {
      admin("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }
    databases.clear();
  }
}
