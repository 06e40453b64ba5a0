package dev.dbpush.core.randommodels;

import dev.dbpush.core.catalog.CatalogReader;
import dev.dbpush.core.catalog.ReadOptions;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.diff.SnapshotDiffer;
import dev.dbpush.core.model.SqlModel;
import dev.dbpush.sql.schema.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long a snapshot takes beside {@code pg_dump -s}, and how snapshot and diff grow with the
 * number of tables.
 *
 * <p>Arguments: {@code --server URL --pg-dump PROGRAM [--schema FILE] [--tables 1000,3000,10000]
 * [--times N]}. The server's role must be able to create databases.
 */
public final class SnapshotBench {
  private final String url;
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private SnapshotBench(String url) {
    this.url = url;
  }

  /** Runs; prints medians of interleaved runs in milliseconds. */
  public static void main(String[] arguments)
      throws SQLException, IOException, InterruptedException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    SnapshotBench bench =
        new SnapshotBench(DatabaseUrl.parse(options.getOrDefault("--server", "")).toJdbc());
    int times = Integer.parseInt(options.getOrDefault("--times", "11"));
    if (options.containsKey("--schema")) {
      bench.beside(Path.of(options.get("--schema")), options.get("--pg-dump"), times);
    }
    if (options.containsKey("--tables")) {
      for (String tables : options.get("--tables").split(",")) {
        bench.growing(Integer.parseInt(tables), Math.min(times, 5));
      }
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", System.getProperty("test.user", "postgres"));
    return DriverManager.getConnection(
        url.substring(0, url.lastIndexOf('/') + 1) + database, properties);
  }

  private Connection fresh(String database) throws SQLException {
    try (Connection server = connect("postgres");
        Statement statement = server.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + database);
      statement.execute("CREATE DATABASE " + database + " TEMPLATE template0");
    }
    return connect(database);
  }

  private void beside(Path schema, String program, int times)
      throws SQLException, IOException, InterruptedException {
    try (Connection connection = fresh("bench_snapshot")) {
      SqlModel.load(connection, schema);
      analyze(connection);
      List<Double> snapshots = new ArrayList<>();
      List<Double> dumps = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        long start = System.nanoTime();
        CatalogReader.read(connection, ReadOptions.allSchemas());
        snapshots.add((System.nanoTime() - start) / 1e6);
        start = System.nanoTime();
        dump(program, "bench_snapshot");
        dumps.add((System.nanoTime() - start) / 1e6);
      }
      out.printf(
          "%s: snapshot %.0f ms (first, cold %.0f), pg_dump -s %.0f ms, ratio %.2f%n",
          schema.getFileName(),
          median(snapshots),
          snapshots.get(0),
          median(dumps),
          median(snapshots) / median(dumps));
    }
  }

  private void dump(String program, String database) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program,
                "-s",
                "-U",
                System.getProperty("test.user", "postgres"),
                "-d",
                url.substring("jdbc:".length(), url.lastIndexOf('/') + 1) + database)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream input = process.getInputStream()) {
      input.transferTo(OutputStream.nullOutputStream());
    }
    if (process.waitFor() != 0) {
      throw new IOException(program + " failed");
    }
  }

  private void growing(int tables, int times) throws SQLException {
    try (Connection connection = fresh("bench_tables")) {
      make(connection, tables);
      Snapshot before = CatalogReader.read(connection, ReadOptions.allSchemas());
      change(connection, tables);
      List<Double> snapshots = new ArrayList<>();
      List<Double> diffs = new ArrayList<>();
      List<Double> snapshotProcessor = new ArrayList<>();
      List<Double> diffProcessor = new ArrayList<>();
      int changes = 0;
      Snapshot after = before;
      for (int i = 0; i < times; i++) {
        long start = System.nanoTime();
        double processor = processor();
        after = CatalogReader.read(connection, ReadOptions.allSchemas());
        snapshots.add((System.nanoTime() - start) / 1e6);
        snapshotProcessor.add(processor() - processor);
        start = System.nanoTime();
        processor = processor();
        changes =
            SnapshotDiffer.diff(before, after, DiffOptions.DEFAULT.renaming(List.of("none")))
                .up()
                .size();
        diffs.add((System.nanoTime() - start) / 1e6);
        diffProcessor.add(processor() - processor);
      }
      long start = System.nanoTime();
      Snapshot empty =
          new Snapshot(
              after.environment(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
      SnapshotDiffer.diff(empty, after, DiffOptions.DEFAULT.allowing(Set.of("all")));
      double all = (System.nanoTime() - start) / 1e6;
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      long used = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
      out.printf(
          "%d tables, %d objects: snapshot %.0f ms (own processor time %.0f ms), diff with %d"
              + " changes %.0f ms (%.0f ms), diff with nothing %.0f ms, memory for two snapshots %d"
              + " MB%n",
          tables,
          after.objects().size(),
          median(snapshots),
          median(snapshotProcessor),
          changes,
          median(diffs),
          median(diffProcessor),
          all,
          used);
    }
  }

  /** Tables with a key, an index, a check, and a foreign key to the one before. */
  private static void make(Connection connection, int tables) throws SQLException {
    for (int from = 0; from < tables; from += 500) {
      StringBuilder sql = new StringBuilder();
      for (int i = from; i < Math.min(tables, from + 500); i++) {
        sql.append(
            "CREATE TABLE t%1$d (id bigserial PRIMARY KEY, a int NOT NULL DEFAULT 1 CHECK (a > 0), b text, c timestamptz DEFAULT now(), p bigint%2$s); CREATE INDEX ON t%1$d (b);"
                .formatted(i, i == 0 ? "" : " REFERENCES t" + (i - 1)));
      }
      execute(connection, sql.toString());
    }
    analyze(connection);
  }

  /** A change at each tenth table, of several kinds. */
  private static void change(Connection connection, int tables) throws SQLException {
    for (int from = 0; from < tables; from += 500) {
      StringBuilder sql = new StringBuilder();
      for (int i = from; i < Math.min(tables, from + 500); i += 10) {
        sql.append("ALTER TABLE t%1$d ADD d int, ALTER a TYPE bigint; ".formatted(i));
        sql.append("CREATE VIEW v%1$d AS SELECT id, a FROM t%1$d; ".formatted(i));
      }
      execute(connection, sql.toString());
    }
    analyze(connection);
  }

  private static void analyze(Connection connection) throws SQLException {
    execute(connection, "VACUUM ANALYZE");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What this thread has used of the processor, in milliseconds. */
  private static double processor() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
