package dev.dbpush.core.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.postgresql.PGConnection;

/** Real chains: the server accepts the statements of every up file one by one, in their order. */
final class CorpusStatementsDbTest {
  private static final Pattern SEARCH_PATH =
      Pattern.compile("\"search_path\"\\s*:\\s*\"([^\"]+)\"");

  @TestFactory
  Stream<DynamicTest> theServerAcceptsEveryStatementOfAChain() throws IOException {
    Path chains = Path.of(System.getProperty("test.corpus", "no-corpus"), "chains");
    assumeThat(chains).as("the folder chains of -Dtest.corpus").isDirectory();
    List<Path> folders;
    try (Stream<Path> found = Files.list(chains)) {
      folders = found.filter(Files::isDirectory).sorted().toList();
    }
    assertThat(folders).isNotEmpty();
    return folders.stream()
        .map(chain -> DynamicTest.dynamicTest(chain.getFileName().toString(), () -> run(chain)));
  }

  private static void run(Path chain) throws IOException, SQLException {
    List<String> problems = new ArrayList<>();
    int statements = 0;
    try (TestDatabase database = TestDatabase.create();
        Connection connection = RawStatements.connect(database)) {
      setSearchPath(chain, connection);
      for (Path file : ups(chain)) {
        for (SqlStatement statement :
            StatementSplitter.split(Files.readString(file)).statements()) {
          statements++;
          try {
            execute(connection, statement);
          } catch (SQLException e) {
            problems.add(file.getFileName() + ":" + statement.position() + ": " + e.getMessage());
          }
        }
      }
    }
    System.err.println(chain.getFileName() + ": " + statements + " statements");
    assertThat(statements).isPositive();
    assertThat(problems).isEmpty();
  }

  private static void execute(Connection connection, SqlStatement command) throws SQLException {
    String data = command.copyData();
    if (data != null) {
      try {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(command.text(), new StringReader(data));
      } catch (IOException e) {
        throw new SQLException(e);
      }
      return;
    }
    try (Statement statement = RawStatements.create(connection)) {
      statement.execute(command.text());
    }
  }

  private static void setSearchPath(Path chain, Connection connection)
      throws IOException, SQLException {
    Path json = chain.resolve("chain.json");
    Matcher matcher = SEARCH_PATH.matcher(Files.exists(json) ? Files.readString(json) : "");
    if (matcher.find()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET search_path = " + matcher.group(1));
      }
    }
  }

  private static List<Path> ups(Path chain) throws IOException {
    try (Stream<Path> found = Files.list(chain)) {
      return found.filter(file -> file.toString().endsWith(".up.sql")).sorted().toList();
    }
  }
}
