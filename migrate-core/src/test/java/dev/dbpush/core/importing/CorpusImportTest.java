package dev.dbpush.core.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dbpush.core.authoring.Check;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.importing.ImportReport.Imported;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whole histories of real projects. */
final class CorpusImportTest {
  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> everyChainIsImportedStatementByStatement() throws IOException {
    Path chains = Path.of(System.getProperty("test.corpus", "no-corpus"), "chains");
    assumeTrue(Files.isDirectory(chains), () -> "no corpus at " + chains.toAbsolutePath());
    return folders(chains)
        .map(
            chain ->
                DynamicTest.dynamicTest(chain.getFileName().toString(), () -> importChain(chain)));
  }

  private static Stream<Path> folders(Path chains) throws IOException {
    try (Stream<Path> entries = Files.list(chains)) {
      return entries.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  private void importChain(Path chain) throws IOException {
    Path target = temporary.resolve(chain.getFileName());
    ImportReport report = Importer.run(ImportRequest.of(chain, target));

    List<Path> ups = ups(chain);
    assertThat(report.imported())
        .extracting(Imported::source)
        .containsExactlyElementsOf(ups.stream().map(up -> up.getFileName().toString()).toList());
    assertThat(report.imported()).extracting(Imported::file).isSorted();
    for (Imported imported : report.imported()) {
      MigrationFile file =
          MigrationFileParser.parse(
              imported.file(), Files.readString(target.resolve(imported.file())));
      assertThat(commands(file.up().statements()))
          .as(imported.source())
          .isEqualTo(commands(chain.resolve(imported.source())));
      Path down = chain.resolve(imported.source().replaceFirst("\\.up\\.sql$", ".down.sql"));
      Section section = file.down();
      assertThat(section != null).as(down.toString()).isEqualTo(Files.exists(down));
      if (section != null) {
        assertThat(commands(section.statements())).isEqualTo(commands(down));
      }
    }
    assertThat(Importer.run(ImportRequest.of(chain, target)).changed()).isFalse();
    assertThat(new Check(List.of()).run(MigrationFolder.at(target).read()).problems()).isEmpty();
  }

  private static List<Path> ups(Path chain) throws IOException {
    try (Stream<Path> entries = Files.list(chain)) {
      return entries.filter(path -> path.toString().endsWith(".up.sql")).sorted().toList();
    }
  }

  private static List<String> commands(Path file) throws IOException {
    String text = Files.readString(file).replace("\r\n", "\n");
    List<SqlStatement> statements = StatementSplitter.split(text).statements();
    return statements.isEmpty() ? List.of("SELECT 1 WHERE falsenull") : commands(statements);
  }

  private static List<String> commands(List<SqlStatement> statements) {
    return statements.stream().map(statement -> statement.text() + statement.copyData()).toList();
  }
}
