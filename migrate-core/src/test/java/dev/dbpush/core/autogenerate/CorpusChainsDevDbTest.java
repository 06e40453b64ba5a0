package dev.dbpush.core.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dbpush.core.importing.ImportRequest;
import dev.dbpush.core.importing.Importer;
import dev.dbpush.core.model.SqlFiles;
import dev.dbpush.core.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real histories: the first half as the chain, a dump of the end as the model. Rows that the first
 * half writes are taken away, since new columns that are NOT NULL have no value for them.
 */
final class CorpusChainsDevDbTest {
  private static final String NO_ROWS =
      """
      DO $$ DECLARE t regclass; BEGIN
        FOR t IN SELECT oid FROM pg_class WHERE relkind IN ('r', 'p')
            AND relnamespace = 'public'::regnamespace AND relname NOT LIKE 'dbpush%' LOOP
          EXECUTE format('TRUNCATE TABLE %s CASCADE', t);
        END LOOP;
      END $$;
      """;

  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> oneMigrationMakesTheSecondHalfOfAHistory() throws IOException {
    Path chains = Path.of(System.getProperty("test.corpus", "no-corpus"), "chains");
    assumeTrue(Files.isDirectory(chains), () -> "no corpus at " + chains.toAbsolutePath());
    return sorted(chains).stream()
        .map(chain -> DynamicTest.dynamicTest(chain.getFileName().toString(), () -> prove(chain)));
  }

  private void prove(Path chain) throws IOException {
    Path root = temporary.resolve(chain.getFileName());
    Path half = Files.createDirectories(root.resolve("half"));
    List<Path> ups =
        sorted(chain).stream().filter(file -> file.toString().endsWith(".up.sql")).toList();
    for (Path up : ups.subList(0, ups.size() / 2)) {
      Files.copy(up, half.resolve(up.getFileName()));
    }
    Files.writeString(half.resolve("9999_no_rows.up.sql"), NO_ROWS);
    Importer.run(ImportRequest.of(half, root.resolve("migrations")));
    try (TestDatabase database = TestDatabase.create()) {
      Workshop workshop =
          new Workshop(root, database)
              .models(new SqlFiles(chain.resolve("final_schema.sql"), "final_schema.sql"))
              .renaming("none")
              .allowing("all")
              .onASharedServer();

      DevOutcome first = workshop.dev(true, false);
      DevOutcome second = workshop.dev(true, false);

      assertThat(first.created()).isNotNull();
      assertThat(second.created()).as("the second run of %s: %s", chain, second.text()).isNull();
    }
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
