package dev.dbpush.core.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.syntax.SplitSql;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import dev.dbpush.sql.syntax.StatementSplitter.MetaCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The splitter against the server's own parser. The server parses a whole message before it runs the
 * first command of it; with a command in front that fails, only the parsing is tried.
 */
final class SplitterDbTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final String FAILS = "SELECT 1/0;\n";
  private static final String DIVISION_BY_ZERO = "22012";
  private static final String SYNTAX_ERROR = "42601";
  private static final String WRONG_ESCAPE = "22025";

  @Test
  void theServerUnderstandsAWholeTextWhereItUnderstandsEachOfItsCommands() throws SQLException {
    long seed = Long.getLong("test.seed", 1);
    TrickySql texts = new TrickySql(seed);
    int understood = 0;
    int count = Integer.getInteger("test.fuzz", 1_500);
    try (Connection connection = RawStatements.connect(DATABASE);
        Statement statement = RawStatements.create(connection);
        Connection describing = DATABASE.connect()) {
      for (int i = 0; i < count; i++) {
        String text = texts.next();
        String as = "-Dtest.seed=" + seed + ", case " + i + ": " + text;
        boolean whole = parses(statement, text);
        assertThat(eachParses(statement, describing, text)).as(as).isEqualTo(whole);
        understood += whole ? 1 : 0;
      }
    }
    System.err.println("-Dtest.seed=" + seed + ": " + understood + " of " + count + " understood");
    assertThat(understood).isBetween(count / 10, count * 9 / 10);
  }

  private static boolean eachParses(Statement statement, Connection describing, String text)
      throws SQLException {
    try {
      for (SqlStatement command : StatementSplitter.split(text).statements()) {
        if (!parses(statement, command.text())) {
          return false;
        }
        assertThat(RawStatements.isOneCommand(describing, command.text()))
            .as("one command: %s", command.text())
            .isTrue();
      }
      return true;
    } catch (SqlSyntaxException e) {
      return false;
    }
  }

  @Test
  void theServerTellsSeveralCommandsFromOne() throws SQLException {
    try (Connection connection = DATABASE.connect()) {
      assertThat(RawStatements.isOneCommand(connection, "SELECT 1; SELECT 2")).isFalse();
      assertThat(RawStatements.isOneCommand(connection, "SELECT * FROM nowhere")).isTrue();
      assertThat(RawStatements.isOneCommand(connection, "SELECT 1;")).isTrue();
    }
  }

  @Test
  void theServerUnderstandsEveryCommandOfTheCorpusAlone() throws IOException, SQLException {
    Path corpus = Path.of(System.getProperty("test.corpus", "no-corpus"));
    assumeThat(corpus).as("the folder that -Dtest.corpus names").isDirectory();
    List<Path> files;
    try (Stream<Path> found = Files.walk(corpus)) {
      files = found.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
    int step = Integer.getInteger("test.fuzz") == null ? 8 : 1; // a slice, or all of them
    List<String> problems = new ArrayList<>();
    int commands = 0;
    try (Connection connection = RawStatements.connect(DATABASE);
        Statement statement = RawStatements.create(connection);
        Connection describing = DATABASE.connect()) {
      for (int i = 0; i < files.size(); i += step) {
        Path file = files.get(i);
        String text = Files.readString(file);
        SplitSql split = StatementSplitter.split(text, MetaCommands.SKIP);
        boolean forPsql =
            split.gaps().stream().anyMatch(gap -> gap.contains("\\"))
                || split.statements().stream().anyMatch(command -> command.copyData() != null);
        if (!forPsql && !parses(statement, text)) {
          continue; // wrong on purpose, or for another version of the server
        }
        for (SqlStatement command : split.statements()) {
          commands++;
          if (!parses(statement, command.text())
              || !RawStatements.isOneCommand(describing, command.text())) {
            problems.add(corpus.relativize(file) + ":" + command.position());
          }
        }
      }
    }
    System.err.println(files.size() / step + " files, " + commands + " commands understood");
    assertThat(problems).isEmpty();
  }

  private static boolean parses(Statement statement, String text) throws SQLException {
    try {
      statement.execute(FAILS + text);
      throw new AssertionError("divided by zero: " + text);
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(text).isIn(DIVISION_BY_ZERO, SYNTAX_ERROR, WRONG_ESCAPE);
      return DIVISION_BY_ZERO.equals(e.getSQLState());
    }
  }
}
