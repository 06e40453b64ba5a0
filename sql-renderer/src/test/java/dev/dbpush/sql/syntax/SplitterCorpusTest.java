package dev.dbpush.sql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dbpush.sql.syntax.StatementSplitter.MetaCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real files: every one of them splits, and without loss. */
final class SplitterCorpusTest {

  @Test
  void everyFileSplitsWithoutLoss() throws IOException {
    Path corpus = Path.of(System.getProperty("test.corpus", "no-corpus"));
    assumeThat(corpus).as("the folder that -Dtest.corpus names").isDirectory();
    List<Path> files;
    try (Stream<Path> found = Files.walk(corpus)) {
      files = found.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    List<String> problems = new ArrayList<>();
    int statements = 0;
    for (Path file : files) {
      try {
        SplitSql split = StatementSplitter.split(Files.readString(file), MetaCommands.SKIP);
        Splits.checkLaws(split);
        statements += split.statements().size();
      } catch (SqlSyntaxException e) {
        problems.add(e.problem().in(corpus.relativize(file).toString()).toString());
      }
    }
    System.err.println(files.size() + " files, " + statements + " statements");
    assertThat(problems).isEmpty();
  }
}
