package dev.dbpush.core.batch;

import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.core.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Many lists of statements, batched and unbatched, on one server version: {@code it/batch-fuzz
 * [--major N] [--lists N] [--minutes N] [--seed N]}. Prints a line for each round; a round's seed
 * runs it again ({@code -Dbatch.seed}). The exit code is 1 if a list ended otherwise.
 */
public final class BatchFuzz {
  private static final int ROUND = 250;

  private BatchFuzz() {}

  /** Runs rounds until the lists or the minutes are used up. */
  public static void main(String[] arguments) throws SQLException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
    }
    int major = Integer.parseInt(options.getOrDefault("major", "17"));
    int lists = Integer.parseInt(options.getOrDefault("lists", "20000"));
    long seed = Long.parseLong(options.getOrDefault("seed", String.valueOf(System.nanoTime())));
    long minutes = Long.parseLong(options.getOrDefault("minutes", "100000"));
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    TestServer server = TestServer.major(major);
    boolean same = true;
    int done = 0;
    for (; done < lists && same && System.nanoTime() < end; done += ROUND, seed++) {
      // A database of its own for each round: what is rolled back stays in the catalogs.
      try (TestDatabase database = TestDatabase.on(() -> server);
          Connection connection = database.connect()) {
        Equivalence equivalence = new Equivalence(connection);
        equivalence.run(new Sequences(seed, major), seed, ROUND);
        System.out.println("PostgreSQL " + major + ", seed " + seed + ": " + equivalence.summary());
        equivalence.differences().forEach(System.out::println);
        same = equivalence.differences().isEmpty();
      }
    }
    System.out.println(
        "PostgreSQL " + major + ": " + done + " lists merged something and were run");
    System.exit(same ? 0 : 1);
  }
}
