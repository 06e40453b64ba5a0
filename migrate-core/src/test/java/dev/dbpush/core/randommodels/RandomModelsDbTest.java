package dev.dbpush.core.randommodels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A slice of the random models; {@code RandomModelsRunner} is the long run. */
final class RandomModelsDbTest {
  @Test
  void theDiffOfRandomSchemasLeadsThereAndBack() throws SQLException {
    long seed = Long.getLong("test.random.seed", 1L);
    int pairs = Integer.getInteger("test.random.pairs", 20);
    List<RandomModelRun.Failure> failures = new ArrayList<>();
    try (TestDatabase database = TestDatabase.create();
        Connection connection = database.connect()) {
      RandomModelRun run = new RandomModelRun(connection);
      for (long next = seed; run.pairs() < pairs; next++) {
        failures.addAll(run.walk(next, 5));
      }
      assertThat(failures)
          .as("test.random.seed=%d test.random.pairs=%d: %s", seed, pairs, run.figures())
          .isEmpty();
    }
  }
}
