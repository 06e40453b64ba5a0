package dev.dbpush.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A batched list of statements ends in the same schema and data as the list itself, or both fail.
 * The properties {@code batch.sequences} and {@code batch.seed} ask for more, or for the same
 * again.
 */
final class EquivalenceDbTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  @Test
  void batchedAndUnbatchedEndInTheSameSchemaAndData() throws SQLException {
    long seed = Long.getLong("batch.seed", 1);
    int count = Integer.getInteger("batch.sequences", 200);
    try (Connection connection = DATABASE.connect()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      System.out.println("batch: PostgreSQL " + version + ", seed " + seed);
      Equivalence equivalence = new Equivalence(connection);
      equivalence.run(new Sequences(seed, version), seed, count);
      System.out.println("batch: " + equivalence.summary());

      assertThat(equivalence.differences()).as("seed %d", seed).isEmpty();
    }
  }
}
