package dev.dbpush.core.pairs;

import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.scratch.ScratchDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs all pairs of a folder and prints a line a pair and a table.
 *
 * <p>Arguments: {@code FOLDER --server URL [--filter TEXT] [--json FILE] [--pg-dump PROGRAM]
 * [--sql]}.
 */
public final class PairRunner {
  /** What pg_dump says of a database; nothing where it is not asked. */
  interface Dump {
    String of(ScratchDatabase database) throws IOException;
  }

  private PairRunner() {}

  /** Runs; exits with 1 if a pair came out wrong. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    String folder = "";
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--sql")) {
        options.put("--sql", "yes");
      } else if (arguments[i].startsWith("--")) {
        options.put(arguments[i], arguments[++i]);
      } else {
        folder = arguments[i];
      }
    }
    List<Pair> pairs = Pair.in(Path.of(folder), options.getOrDefault("--filter", ""));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<Outcome> outcomes = run(pairs, options, out);
    Report.print(outcomes, out);
    if (options.containsKey("--json")) {
      Files.writeString(Path.of(options.get("--json")), Report.json(outcomes));
    }
    System.exit(outcomes.stream().anyMatch(o -> o.verdict().equals("wrong")) ? 1 : 0);
  }

  private static List<Outcome> run(List<Pair> pairs, Map<String, String> options, PrintStream out)
      throws InterruptedException, ExecutionException {
    String url =
        DatabaseUrl.parse(options.getOrDefault("--server", "postgresql://127.0.0.1/postgres"))
            .toJdbc();
    Dump dump = dump(options.get("--pg-dump"));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    ThreadLocal<Connection> servers = ThreadLocal.withInitial(() -> connect(url));
    List<Future<Outcome>> futures = new ArrayList<>();
    for (Pair pair : pairs) {
      futures.add(
          threads.submit(() -> new PairRun(servers.get(), url, properties(), dump).run(pair)));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Outcome outcome;
      try {
        outcome = futures.get(i).get();
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (options.containsKey("--sql")) {
          cause.printStackTrace(out);
        }
        outcome =
            new Outcome(
                pairs.get(i),
                "wrong",
                Set.of(),
                Set.of(),
                cause.toString(),
                List.of(),
                List.of(),
                false);
      }
      Report.line(outcome, options.containsKey("--sql"), out);
      outcomes.add(outcome);
    }
    threads.shutdown();
    return outcomes;
  }

  private static Connection connect(String url) {
    try {
      return DriverManager.getConnection(url, properties());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("user", System.getProperty("test.user", "postgres"));
    return properties;
  }

  private static Dump dump(@org.jspecify.annotations.Nullable String program) {
    if (program == null) {
      return database -> "";
    }
    return database -> {
      Process process =
          new ProcessBuilder(
                  program,
                  "-s",
                  "-O",
                  "-d",
                  database.url().substring("jdbc:".length()),
                  "-U",
                  "postgres")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    };
  }

  static Map<String, Map<String, Integer>> table(List<Outcome> outcomes, boolean byKind) {
    Map<String, Map<String, Integer>> table = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      Set<String> rows = byKind ? outcome.kinds() : Set.of(outcome.pair().source());
      for (String row : rows) {
        table.computeIfAbsent(row, k -> new TreeMap<>()).merge(outcome.verdict(), 1, Integer::sum);
      }
    }
    return table;
  }
}
