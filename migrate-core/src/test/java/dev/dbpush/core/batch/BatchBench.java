package dev.dbpush.core.batch;

import dev.dbpush.core.testing.TestServer;
import dev.dbpush.sql.batch.AlterBatcher;
import dev.dbpush.sql.batch.BatchOptions;
import dev.dbpush.sql.batch.BatchedStatement;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what batching saves on a big table: {@code it/bench-batch [--rows N] [--rounds N]
 * [--server URL]}. Each workload runs as written and batched, in turn, in a transaction that is
 * rolled back.
 */
public final class BatchBench {
  private static final String TABLE =
      """
      CREATE TABLE big (id bigint PRIMARY KEY, a int, b int, c int, d int, t varchar(40), u text, n int);
      """;
  private static final Map<String, String> WORKLOADS = workloads();

  private final Connection connection;

  private BatchBench(Connection connection) {
    this.connection = connection;
  }

  /** Prints a line a workload. */
  public static void main(String[] arguments) throws SQLException {
    List<String> options = Arrays.asList(arguments);
    int rows = Integer.parseInt(option(options, "--rows", "5000000"));
    int rounds = Integer.parseInt(option(options, "--rounds", "3"));
    String server = option(options, "--server", "");
    try (Connection connection =
        server.isEmpty()
            ? TestServer.shared().connect("postgres")
            : DriverManager.getConnection(server)) {
      new BatchBench(connection).run(rows, rounds);
    }
  }

  private void run(int rows, int rounds) throws SQLException {
    execute("DROP TABLE IF EXISTS big");
    execute(TABLE);
    execute(
        "INSERT INTO big SELECT i, i, i, i, i, 't' || i, 'u' || i, i FROM generate_series(1, "
            + rows
            + ") i");
    execute("CREATE INDEX ON big (a)");
    execute("CREATE INDEX ON big (b)");
    execute("VACUUM ANALYZE big");
    execute("CHECKPOINT");
    System.out.printf(
        "PostgreSQL %d, %,d rows, %d rounds; as written against batched, medians%n",
        connection.getMetaData().getDatabaseMajorVersion(), rows, rounds);
    System.out.printf(
        "%-34s %11s %19s %6s %21s %6s %15s %6s%n",
        "workload",
        "statements",
        "seconds",
        "ratio",
        "WAL MB",
        "ratio",
        "exclusive locks",
        "ratio");
    for (Map.Entry<String, String> workload : WORKLOADS.entrySet()) {
      measure(workload.getKey(), workload.getValue(), rounds);
    }
    execute("DROP TABLE big");
  }

  private void measure(String name, String sql, int rounds) throws SQLException {
    List<SqlStatement> sources = StatementSplitter.split(sql).statements();
    AlterBatcher batcher = new AlterBatcher(BatchOptions.ALL_VERSIONS);
    batcher.learn(
        StatementSplitter.split(TABLE + "CREATE INDEX ON big (a); CREATE INDEX ON big (b);")
            .statements());
    List<String> plain = sources.stream().map(SqlStatement::text).toList();
    List<String> batched = batcher.next(sources).stream().map(BatchedStatement::text).toList();
    double[][] first = new double[rounds][];
    double[][] second = new double[rounds][];
    for (int i = 0; i < rounds; i++) {
      first[i] = once(plain);
      second[i] = once(batched);
    }
    double[] before = medians(first);
    double[] after = medians(second);
    System.out.printf(
        "%-34s %5d → %3d %8.2f → %8.2f %6.2f %9.1f → %9.1f %6.2f %6.0f → %6.0f %6.2f%n",
        name,
        plain.size(),
        batched.size(),
        before[0],
        after[0],
        before[0] / after[0],
        before[1],
        after[1],
        before[1] / after[1],
        before[2],
        after[2],
        before[2] / after[2]);
  }

  /** Seconds, megabytes of WAL, and the ACCESS EXCLUSIVE locks that are held at the end. */
  private double[] once(List<String> statements) throws SQLException {
    execute("CHECKPOINT");
    execute("BEGIN");
    long wal = wal();
    long start = System.nanoTime();
    for (String statement : statements) {
      execute(statement);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double megabytes = (wal() - wal) / 1048576.0;
    long locks =
        number(
            "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()"
                + " AND locktype = 'relation' AND mode = 'AccessExclusiveLock'");
    execute("ROLLBACK");
    return new double[] {seconds, megabytes, locks};
  }

  private long wal() throws SQLException {
    return number("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static double[] medians(double[][] rounds) {
    double[] medians = new double[rounds[0].length];
    for (int i = 0; i < medians.length; i++) {
      int column = i;
      double[] values =
          Arrays.stream(rounds).mapToDouble(round -> round[column]).sorted().toArray();
      medians[i] = values[values.length / 2];
    }
    return medians;
  }

  private static String option(List<String> options, String name, String otherwise) {
    int at = options.indexOf(name);
    return at < 0 ? otherwise : options.get(at + 1);
  }

  private static Map<String, String> workloads() {
    Map<String, String> workloads = new LinkedHashMap<>();
    workloads.put(
        "4 rewrites (int to bigint)",
        alters(
            "ALTER a TYPE bigint",
            "ALTER b TYPE bigint",
            "ALTER c TYPE bigint",
            "ALTER d TYPE bigint"));
    workloads.put(
        "2 rewrites (int to bigint)", alters("ALTER a TYPE bigint", "ALTER c TYPE bigint"));
    workloads.put(
        "type, identity, stored, uuid",
        alters(
            "ALTER a TYPE bigint",
            "ADD COLUMN i int GENERATED ALWAYS AS IDENTITY",
            "ADD COLUMN g bigint GENERATED ALWAYS AS (c * 2) STORED",
            "ADD COLUMN k uuid DEFAULT gen_random_uuid()"));
    workloads.put(
        "1 rewrite, 2 NOT NULL, 1 check",
        alters(
            "ALTER a TYPE bigint",
            "ALTER c SET NOT NULL",
            "ALTER d SET NOT NULL",
            "ADD CONSTRAINT k CHECK (n > 0)"));
    workloads.put(
        "4 NOT NULL",
        alters(
            "ALTER a SET NOT NULL",
            "ALTER b SET NOT NULL",
            "ALTER c SET NOT NULL",
            "ALTER d SET NOT NULL"));
    workloads.put(
        "4 checks",
        alters(
            "ADD CONSTRAINT k1 CHECK (a > 0)", "ADD CONSTRAINT k2 CHECK (b > 0)",
            "ADD CONSTRAINT k3 CHECK (c > 0)", "ADD CONSTRAINT k4 CHECK (d > 0)"));
    workloads.put(
        "4 without reading the table",
        alters(
            "ADD COLUMN e int",
            "ADD COLUMN f int DEFAULT 5",
            "ALTER n SET DEFAULT 5",
            "ALTER u SET STATISTICS 100"));
    return workloads;
  }

  private static String alters(String... actions) {
    return "ALTER TABLE big " + String.join(";\nALTER TABLE big ", actions) + ";";
  }
}
