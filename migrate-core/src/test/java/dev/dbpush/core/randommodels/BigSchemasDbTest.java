package dev.dbpush.core.randommodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dbpush.core.model.SqlModel;
import dev.dbpush.core.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole schemas of real products: fifty random drops and alterations, and the diff that brings the
 * schema back. {@code test.schemas.rounds} says how often.
 */
final class BigSchemasDbTest {
  private static final long SEED = Long.getLong("test.random.seed", 1L);
  private static final int ROUNDS = Integer.getInteger("test.schemas.rounds", 2);

  @TestFactory
  Stream<DynamicTest> theDiffMendsFiftyRandomChangesOfASchema() throws IOException {
    Path schemas = Path.of(System.getProperty("test.corpus", "no-corpus"), "schemas");
    assumeTrue(Files.isDirectory(schemas), () -> "no corpus at " + schemas.toAbsolutePath());
    try (Stream<Path> files = Files.list(schemas)) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> prove(file)));
    }
  }

  private static void prove(Path schema) throws SQLException, IOException {
    try (TestDatabase database = TestDatabase.create();
        Connection connection = database.connect()) {
      SqlModel.load(connection, schema);

      RandomModelRun run = new RandomModelRun(connection);
      List<RandomModelRun.Failure> failures = run.rounds(SEED, ROUNDS, 50);

      assertThat(failures)
          .as("test.random.seed=%d test.schemas.rounds=%d: %s", SEED, ROUNDS, run.figures())
          .isEmpty();
    }
  }
}
