package dev.dbpush.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hazard rules beside what the server does, over every statement of real chains. */
final class ChainMeasurementTest {
  private static final Pattern SEARCH_PATH =
      Pattern.compile("\"search_path\"\\s*:\\s*\"([^\"]+)\"");

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @ParameterizedTest
  @ValueSource(strings = {"chirpstack", "concourse", "crates.io", "hawkbit-2025", "kestra"})
  void noStatementOfAChainCostsMoreThanTheRulesSay(String name) throws Exception {
    Path chain = Path.of(System.getProperty("test.corpus", ""), "chains", name);
    assumeThat(Files.isDirectory(chain)).as("the corpus is in %s", chain).isTrue();
    List<String> refused = new ArrayList<>();
    List<MeasuredStatement> all = measure(chain, refused);
    List<String> stronger = lines(all, Difference.Direction.STRONGER);
    List<String> weaker = lines(all, Difference.Direction.WEAKER);
    long equal = all.stream().filter(one -> one.differences().isEmpty()).count();
    System.out.printf(
        "%s on %s: %d statements, %d equal, %d differences stronger, %d weaker, %d refused%n",
        name, database.server(), all.size(), equal, stronger.size(), weaker.size(),
        refused.size());
    refused.forEach(line -> System.out.println("  refused " + line));
    stronger.forEach(line -> System.out.println("  stronger " + line));
    weaker.forEach(line -> System.out.println("  weaker " + line));
    assertThat(all).isNotEmpty();
    assertThat(weaker).isEmpty();
  }

  private List<MeasuredStatement> measure(Path chain, List<String> refused)
      throws IOException, SQLException {
    List<MeasuredStatement> all = new ArrayList<>();
    String searchPath = searchPath(chain);
    try (Connection connection = database.connect()) {
      ChainMeasurement measurement =
          new ChainMeasurement(
              connection, searchPath.isEmpty() ? "public" : searchPath.split(",")[0].strip());
      for (Path file : files(chain)) {
        String name = String.valueOf(file.getFileName());
        List<SqlStatement> statements =
            StatementSplitter.split(Files.readString(file), StatementSplitter.MetaCommands.SKIP)
                .statements();
        for (SqlStatement statement : statements) {
          try {
            all.addAll(measurement.run(name, List.of(statement)));
          } catch (SQLException e) {
            refused.add(name + ":" + statement.position().line() + " " + e.getMessage());
          }
        }
      }
    }
    return all;
  }

  private static List<Path> files(Path chain) throws IOException {
    try (Stream<Path> files = Files.list(chain)) {
      return files
          .filter(file -> file.toString().endsWith(".up.sql"))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  private static String searchPath(Path chain) throws IOException {
    Matcher matcher = SEARCH_PATH.matcher(Files.readString(chain.resolve("chain.json")));
    return matcher.find() ? matcher.group(1) : "";
  }

  private static List<String> lines(
      List<MeasuredStatement> all, Difference.Direction direction) {
    return all.stream()
        .flatMap(
            one ->
                one.differences().stream()
                    .filter(difference -> difference.direction() == direction)
                    .map(
                        difference ->
                            one.statement().place()
                                + "  "
                                + one.statement().title()
                                + ": "
                                + difference.what()))
        .toList();
  }
}
