package dev.dbpush.core.autogenerate;

import dev.dbpush.core.catalog.CatalogReader;
import dev.dbpush.core.catalog.ReadOptions;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.diff.DiffResult;
import dev.dbpush.core.diff.SnapshotDiffer;
import dev.dbpush.core.model.SqlModel;
import dev.dbpush.sql.render.DdlRenderer;
import dev.dbpush.sql.schema.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The SQL between the same two databases, by this tool and by others, each in a process of its own:
 * how long it takes, and whether the SQL leads where it should. {@code --server JDBC-URL [--tables
 * N] [--rounds N] [--work FOLDER] [--migra COMMAND] [--liquibase yes]}.
 */
public final class DiffBench {
  private static final String LIQUIBASE = "4.33.0";
  private static final String DRIVER = "42.7.14";
  private static final String KINDS =
      """
      CREATE TYPE mood AS ENUM ('low', 'high'%s);
      CREATE DOMAIN email AS text CHECK (VALUE LIKE '%%@%%');
      CREATE TABLE person (id int PRIMARY KEY, mood mood DEFAULT 'low', born %s, mail email);
      CREATE VIEW people AS SELECT id, born FROM person;
      CREATE FUNCTION twice(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT %s * x';
      CREATE TABLE calc (x int, y int GENERATED ALWAYS AS (twice(x)) STORED);
      CREATE TABLE part (at date) PARTITION BY RANGE (at);
      CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2026-01-01') TO (%s);
      ALTER TABLE person %s ROW LEVEL SECURITY;
      COMMENT ON TABLE person IS '%s';
      """;

  private final String base;
  private final Path work;
  private final int rounds;
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  /** Gives the SQL that leads from one database to another. */
  private interface Tool {
    String sql(String from, String to) throws IOException, InterruptedException;
  }

  private DiffBench(String server, Path work, int rounds) {
    this.base = server.substring(0, server.lastIndexOf('/') + 1);
    this.work = work;
    this.rounds = rounds;
  }

  /** Runs; with two addresses alone, prints the SQL between them. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2 && arguments[0].startsWith("jdbc:")) {
      System.out.print(ours(arguments[0], arguments[1]));
      return;
    }
    List<String> options = List.of(arguments);
    Path work = Path.of(DevBench.value(options, "--work", "target/bench-diff")).toAbsolutePath();
    Files.createDirectories(work);
    DiffBench bench =
        new DiffBench(
            DevBench.value(options, "--server", ""),
            work,
            Integer.parseInt(DevBench.value(options, "--rounds", "3")));
    bench.tools(
        DevBench.value(options, "--migra", ""),
        !DevBench.value(options, "--liquibase", "").isEmpty());
    int tables = Integer.parseInt(DevBench.value(options, "--tables", "500"));
    bench.compare("one table of " + tables, many(tables, false), many(tables, true));
    bench.compare(
        "ten kinds of objects",
        String.format(KINDS, "", "date", "2", "'2027-01-01'", "DISABLE", "old"),
        String.format(KINDS, ", 'mid'", "timestamp", "3", "'2026-07-01'", "ENABLE", "new"));
  }

  private static String ours(String from, String to) throws SQLException {
    DiffResult diff =
        SnapshotDiffer.diff(
            read(from),
            read(to),
            DiffOptions.DEFAULT
                .renaming(List.of(DiffOptions.NONE))
                .allowing(Set.of("all"))
                .concurrently(false));
    return DdlRenderer.render(diff.up(), diff.environment()).stream()
        .map(statement -> statement.sql() + ";\n")
        .collect(Collectors.joining());
  }

  private static Snapshot read(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      return CatalogReader.read(connection, ReadOptions.allSchemas());
    }
  }

  private void tools(String migra, boolean liquibase) throws IOException {
    tools.put(
        "dbpush",
        (from, to) ->
            output(
                List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DiffBench.class.getName(),
                    url(from),
                    url(to))));
    if (!migra.isEmpty()) {
      tools.put(
          "migra",
          (from, to) -> {
            List<String> words = new ArrayList<>(List.of(migra.split(" ")));
            words.add(plain(from));
            words.add(plain(to));
            return output(words).replaceAll("(?m)^(WARNING:|    at ).*\\R", "");
          });
    }
    if (liquibase) {
      Files.writeString(work.resolve("pom.xml"), POM.formatted(DRIVER));
      tools.put("Liquibase", this::liquibase);
    }
  }

  private String liquibase(String from, String to) throws IOException, InterruptedException {
    Path file = work.resolve("changes.postgresql.sql");
    Files.deleteIfExists(file);
    List<String> words = new ArrayList<>(List.of("mvn", "-B", "-q"));
    String more = System.getenv().getOrDefault("MAVEN_ARGS", "");
    if (!more.isBlank()) {
      words.addAll(List.of(more.strip().split("\\s+")));
    }
    words.addAll(
        List.of(
            "-f",
            work.toString(),
            "org.liquibase:liquibase-maven-plugin:" + LIQUIBASE + ":diff",
            "-Dliquibase.url=" + url(from),
            "-Dliquibase.referenceUrl=" + url(to),
            "-Dliquibase.changeLogFile=" + file,
            "-Dliquibase.diffChangeLogFile=" + file));
    output(words);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private String url(String database) {
    return base + database + "?user=postgres";
  }

  private String plain(String database) {
    return base.replace("jdbc:", "").replace("//", "//postgres@") + database;
  }

  private String output(List<String> words) throws IOException, InterruptedException {
    Path errors = work.resolve("errors.log");
    Process process = new ProcessBuilder(words).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(20, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return output;
  }

  /** As many tables, each with a key, an index, a check, a view, and a reference. */
  private static String many(int tables, boolean changed) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < tables; i++) {
      String name = BenchProject.table(i);
      sql.append("CREATE TABLE ").append(name);
      sql.append(
          " (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(80) NOT NULL,");
      sql.append(" state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),");
      sql.append(" amount numeric(12,2), created timestamptz NOT NULL DEFAULT now()");
      if (changed && i == tables / 2) {
        sql.append(", email text, score int NOT NULL DEFAULT 0");
      }
      if (i >= 10) {
        sql.append(", parent bigint REFERENCES ").append(BenchProject.table(i / 2));
      }
      sql.append(");\nCREATE INDEX ON ").append(name).append(" (name);\n");
      sql.append("CREATE VIEW v_").append(name).append(" AS SELECT id, name FROM ").append(name);
      sql.append(";\n");
    }
    return sql.toString();
  }

  private void compare(String what, String one, String two) throws Exception {
    fresh("bench_old", "template0");
    fresh("bench_new", "template0");
    load("bench_old", one);
    load("bench_new", two);
    Map<String, List<Long>> times = new LinkedHashMap<>();
    Map<String, String> results = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) { // the first is to fetch and to warm
      for (Map.Entry<String, Tool> tool : tools.entrySet()) {
        long start = System.nanoTime();
        String sql = tool.getValue().sql("bench_old", "bench_new");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (round > 0) {
          times.computeIfAbsent(tool.getKey(), k -> new ArrayList<>()).add(millis);
        }
        results.put(tool.getKey(), sql);
      }
    }
    for (Map.Entry<String, String> result : results.entrySet()) {
      Files.writeString(
          work.resolve(result.getKey() + "-" + what.replace(' ', '-') + ".sql"), result.getValue());
      List<Long> all = times.get(result.getKey()).stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "%-22s %-10s %6d ms  %s%n",
          what,
          result.getKey(),
          all.get(all.size() / 2),
          verdict(result.getValue()));
    }
  }

  private void load(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(database))) {
      SqlModel.load(connection, "model.sql", sql);
    }
  }

  private void fresh(String database, String template) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + database);
      statement.execute("CREATE DATABASE " + database + " TEMPLATE " + template);
    }
  }

  private String verdict(String sql) throws SQLException {
    if (sql.isBlank()) {
      return "no SQL";
    }
    fresh("bench_reached", "bench_old");
    try (Connection connection = DriverManager.getConnection(url("bench_reached"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      return "fails: " + e.getMessage().replaceAll("\\s+", " ");
    }
    List<String> differences = read(url("bench_reached")).differences(read(url("bench_new")));
    return differences.isEmpty()
        ? "equal"
        : differences.size()
            + " differences: "
            + differences.stream()
                .map(difference -> difference.replaceFirst("(?s): .*", ""))
                .collect(Collectors.joining(", "));
  }

  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>bench</groupId>
        <artifactId>liquibase</artifactId>
        <version>1</version>
        <packaging>pom</packaging>
        <dependencies>
          <dependency>
            <groupId>org.postgresql</groupId>
            <artifactId>postgresql</artifactId>
            <version>%s</version>
          </dependency>
        </dependencies>
      </project>
      """;
}
