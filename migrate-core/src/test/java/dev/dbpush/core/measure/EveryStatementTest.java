package dev.dbpush.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The hazard rules beside what the server does, for each kind of statement there is. */
final class EveryStatementTest {
  private static final String RESET =
      """
      SET client_min_messages = error;
      DROP PUBLICATION IF EXISTS news, more;
      DROP SCHEMA IF EXISTS other, elsewhere CASCADE;
      DROP SCHEMA public CASCADE;
      CREATE SCHEMA public;
      SET TimeZone = 'UTC';
      """;

  /** An INSERT into a partitioned table locks the partitions that get a row, unknown beforehand. */
  private static final List<String> TOO_CAREFUL = List.of("INSERT INTO parts VALUES");

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @Test
  void theRulesSayOfEachStatementWhatTheServerDoes() throws IOException, SQLException {
    String setup = read("setup.sql");
    List<String> differences = new ArrayList<>();
    int statements = 0;
    int different = 0;
    try (Connection connection = database.connect()) {
      for (String line : read("statements.txt").split("\n")) {
        String sql = forServer(line, database.server().major());
        if (sql.isEmpty()) {
          continue;
        }
        statements++;
        List<Difference> found = measure(connection, setup, sql);
        different += found.isEmpty() ? 0 : 1;
        found.forEach(one -> differences.add(one.direction() + " " + sql + ": " + one.what()));
      }
    }
    System.out.printf(
        "%s: %d statements, %d different%n", database.server(), statements, different);
    differences.forEach(System.out::println);
    assertThat(differences).filteredOn(one -> !isExplained(one)).isEmpty();
  }

  /** Where the text alone does not tell, the rules say the worst; never less than happens. */
  private static boolean isExplained(String difference) {
    return difference.startsWith("STRONGER")
        && TOO_CAREFUL.stream().anyMatch(difference::contains);
  }

  private static List<Difference> measure(
      Connection connection, String setup, String sql) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute(RESET + setup);
    }
    ChainMeasurement measurement = new ChainMeasurement(connection, "public");
    measurement.learn(StatementSplitter.split(setup).statements());
    try {
      List<MeasuredStatement> measured =
          measurement.run("statements.txt", StatementSplitter.split(sql).statements());
      return measured.get(0).differences();
    } catch (SQLException e) {
      return List.of(new Difference(Difference.Direction.STRONGER, "refused: " + e.getMessage()));
    }
  }

  /** The statement of a line; empty for a comment, or where it is for other versions. */
  private static String forServer(String line, int major) {
    if (line.isBlank() || line.startsWith("#")) {
      return "";
    }
    int bar = line.indexOf("+|");
    if (bar > 0 && bar < 3) {
      return major >= Integer.parseInt(line.substring(0, bar)) ? line.substring(bar + 2) : "";
    }
    bar = line.indexOf('|');
    if (line.startsWith("-") && bar > 0) {
      return major <= Integer.parseInt(line.substring(1, bar)) ? line.substring(bar + 1) : "";
    }
    return line;
  }

  private static String read(String name) throws IOException {
    try (InputStream in = EveryStatementTest.class.getResourceAsStream("/measure/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
