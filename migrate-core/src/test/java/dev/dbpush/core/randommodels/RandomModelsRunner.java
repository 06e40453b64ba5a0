package dev.dbpush.core.randommodels;

import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.model.SqlModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The long run: {@code --server URL [--seed N] [--pairs N] [--steps N] [--failures N]}. Exits with
 * 1 if a pair came out wrong.
 */
public final class RandomModelsRunner {
  private RandomModelsRunner() {}

  /** Runs walks until there are enough pairs, or too many failures. */
  public static void main(String[] arguments) throws SQLException, IOException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String url = DatabaseUrl.parse(options.getOrDefault("--server", "")).toJdbc();
    long seed = Long.parseLong(options.getOrDefault("--seed", "1"));
    int pairs = Integer.parseInt(options.getOrDefault("--pairs", "5000"));
    int steps = Integer.parseInt(options.getOrDefault("--steps", "10"));
    int most = Integer.parseInt(options.getOrDefault("--failures", "20"));
    Properties properties = new Properties();
    properties.setProperty("user", System.getProperty("test.user", "postgres"));
    int failures = 0;
    try (Connection connection = DriverManager.getConnection(url, properties)) {
      RandomModelRun run = new RandomModelRun(connection);
      out.println("seeds from " + seed);
      if (options.containsKey("--schema")) {
        SqlModel.load(connection, Path.of(options.get("--schema")));
        for (; run.pairs() < pairs && failures < most; seed++) {
          List<RandomModelRun.Failure> wrong = run.rounds(seed, steps, 50);
          wrong.forEach(out::println);
          failures += wrong.size();
          if (!wrong.isEmpty()) {
            break;
          }
        }
      }
      for (; run.pairs() < pairs && failures < most && !options.containsKey("--schema"); seed++) {
        List<RandomModelRun.Failure> wrong = run.walk(seed, steps);
        wrong.forEach(out::println);
        failures += wrong.size();
        if (seed % 20 == 0) {
          out.println("at seed " + seed + ", " + run.pairs() + " pairs");
        }
      }
      out.println("seeds to " + (seed - 1) + "; " + run.figures() + "; " + failures + " wrong");
    }
    System.exit(failures == 0 ? 0 : 1);
  }
}
