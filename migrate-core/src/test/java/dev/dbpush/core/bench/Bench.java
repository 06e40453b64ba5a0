package dev.dbpush.core.bench;

import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Pushes the same chains with several tools, in turns, each time to a fresh database, and prints
 * medians, round trips and ratios: {@code it/bench [--rounds N] [--revisions N] [--chain FOLDER]
 * [--server URL] [--delay MS] [--delayed-rounds N] [--tools a,b]}.
 */
public final class Bench {
  private final Map<String, String> options;
  private final String host;
  private final int port;
  private final String user;

  private Bench(Map<String, String> options) {
    this.options = options;
    String url = options.getOrDefault("server", "");
    if (url.isEmpty()) {
      TestServer server = TestServer.shared();
      this.host = server.host();
      this.port = server.port();
      this.user = server.user();
    } else {
      DatabaseUrl parsed = DatabaseUrl.parse(url);
      String[] parts = parsed.hosts().split(":", 2);
      this.host = parts[0];
      this.port = parts.length > 1 ? Integer.parseInt(parts[1]) : 5432;
      this.user = parsed.user() == null ? "postgres" : parsed.user();
    }
  }

  /** Runs the comparison. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
    }
    new Bench(options).run();
    System.exit(0);
  }

  private void run() throws Exception {
    int rounds = Integer.parseInt(options.getOrDefault("rounds", "5"));
    List<BenchChain> chains = new ArrayList<>();
    chains.add(BenchChain.generated(Integer.parseInt(options.getOrDefault("revisions", "500"))));
    if (options.containsKey("chain")) {
      chains.add(BenchChain.of(Path.of(options.get("chain"))));
    }
    for (BenchChain chain : chains) {
      Path folder = Files.createTempDirectory("dbpush-bench-");
      BenchTools tools = new BenchTools(folder, chain, user);
      String warm = fresh();
      tools.warmUp(port, warm);
      Map<String, Row> rows = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        List<String> names = new ArrayList<>(tools.tools().keySet());
        if (options.containsKey("tools")) {
          names.retainAll(List.of(options.get("tools").split(",")));
        }
        Collections.rotate(names, round); // no tool always comes first
        for (String name : names) {
          measure(rows.computeIfAbsent(name, Row::new), tools.tools().get(name), round);
        }
      }
      print(chain, rounds, rows);
    }
  }

  /** Statements and round trips are the same in each round, so they are counted in the first. */
  private void measure(Row row, BenchTools.Tool tool, int round) throws Exception {
    String database = fresh();
    row.plain.add(time(() -> tool.push(port, database)));
    if (round == 0) {
      count(row, tool);
    }
    if (round < Integer.parseInt(options.getOrDefault("delayed-rounds", "1"))) {
      String slow = fresh();
      long delay = Long.parseLong(options.getOrDefault("delay", "5"));
      try (CountingProxy proxy = new CountingProxy(host, port, delay)) {
        row.delayed.add(time(() -> tool.push(proxy.port(), slow)));
      }
    }
  }

  private void count(Row row, BenchTools.Tool tool) throws Exception {
    String counted = fresh();
    try (CountingProxy proxy = new CountingProxy(host, port, 0)) {
      tool.push(proxy.port(), counted);
      row.roundTrips = proxy.roundTrips();
      row.statements = proxy.statements();
    }
    try (CountingProxy proxy = new CountingProxy(host, port, 0)) {
      tool.push(proxy.port(), counted);
      row.againRoundTrips = proxy.roundTrips();
      row.againStatements = proxy.statements();
    } catch (IOException e) {
      row.againRoundTrips = -1; // psql cannot run the same statements twice
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static long time(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1_000_000;
  }

  private final List<String> databases = new ArrayList<>();

  private String fresh() throws SQLException {
    String name = "dbpush_bench_" + databases.size() + "_" + ProcessHandle.current().pid();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://" + host + ":" + port + "/postgres", user, "");
        Statement statement = connection.createStatement()) {
      for (String old : databases) {
        statement.execute("DROP DATABASE IF EXISTS " + old + " WITH (FORCE)");
      }
      statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
      statement.execute("CHECKPOINT");
    }
    databases.add(name);
    return name;
  }

  private static void print(BenchChain chain, int rounds, Map<String, Row> rows) {
    System.out.printf(
        Locale.ROOT,
        "%n%s: %d revisions, medians of %d interleaved rounds%n%n",
        chain.name(), chain.ups().size(), rounds);
    System.out.println(
        "| tool | time | x psql | x Flyway | with delay | x psql | statements | round trips | nothing to do: statements | round trips |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    Row psql = rows.get("psql -f");
    Row flyway = rows.get("mvn flyway:migrate");
    for (Row row : rows.values()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f s (%.2f-%.2f) | %s | %s | %.2f s | %s | %d | %d | %s | %s |%n",
          row.name,
          row.median(row.plain) / 1000.0,
          Collections.min(row.plain) / 1000.0,
          Collections.max(row.plain) / 1000.0,
          ratio(row.median(row.plain), psql == null ? 0 : psql.median(psql.plain)),
          ratio(row.median(row.plain), flyway == null ? 0 : flyway.median(flyway.plain)),
          row.median(row.delayed) / 1000.0,
          ratio(row.median(row.delayed), psql == null ? 0 : psql.median(psql.delayed)),
          row.statements,
          row.roundTrips,
          row.againRoundTrips < 0 ? "-" : String.valueOf(row.againStatements),
          row.againRoundTrips < 0 ? "-" : String.valueOf(row.againRoundTrips));
    }
  }

  private static String ratio(long value, long base) {
    return base == 0 ? "-" : String.format(Locale.ROOT, "%.2f", (double) value / base);
  }

  /** What was measured of one tool. */
  private static final class Row {
    private final String name;
    private final List<Long> plain = new ArrayList<>();
    private final List<Long> delayed = new ArrayList<>();
    private int statements;
    private int roundTrips;
    private int againStatements;
    private int againRoundTrips;

    Row(String name) {
      this.name = name;
    }

    /** The middle value in milliseconds, or 0 where nothing was measured. */
    long median(List<Long> values) {
      if (values.isEmpty()) {
        return 0;
      }
      List<Long> sorted = new ArrayList<>(values);
      Collections.sort(sorted);
      return sorted.get(sorted.size() / 2);
    }
  }
}
