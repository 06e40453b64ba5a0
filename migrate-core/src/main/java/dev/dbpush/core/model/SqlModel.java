package dev.dbpush.core.model;

import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A model written in SQL: a file or a folder of DDL, in any order, made in an empty database.
 *
 * <p>Statements that fail are tried again after the others, until a round changes nothing. What
 * {@code pg_dump} writes is accepted: psql meta-commands, settings that the server does not know,
 * owners that do not exist there.
 */
public final class SqlModel {
  private final Connection connection;
  private final List<Problem> problems = new ArrayList<>();

  private record Item(String file, SqlStatement statement, String searchPath, SQLException error) {}

  private SqlModel(Connection connection) {
    this.connection = connection;
  }

  /**
   * Makes the model.
   *
   * @param connection to an empty database, in autocommit mode
   * @param path a file, or a folder whose {@code .sql} files are read in the order of their names
   * @throws ModelException for SQL that is refused to the end, with file and place
   * @throws SQLException if the connection fails
   * @throws IOException if a file cannot be read
   */
  public static void load(Connection connection, Path path) throws SQLException, IOException {
    SqlModel model = new SqlModel(connection);
    List<Item> failed = new ArrayList<>();
    for (Path file : files(path)) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      failed.addAll(model.file(file.toString(), text));
    }
    model.finish(failed);
  }

  /** Makes a model of several texts; a statement may need one of any other text. */
  public static void load(Connection connection, List<ModelText> texts) throws SQLException {
    SqlModel model = new SqlModel(connection);
    List<Item> failed = new ArrayList<>();
    for (ModelText text : texts) {
      failed.addAll(model.file(text.name(), text.sql()));
    }
    model.finish(failed);
  }

  /** Makes a model from one text; {@code name} stands for the file in messages. */
  public static void load(Connection connection, String name, String text) throws SQLException {
    SqlModel model = new SqlModel(connection);
    model.finish(model.file(name, text));
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(f -> f.toString().endsWith(".sql")).sorted().toList();
    }
  }

  private List<Item> file(String name, String text) throws SQLException {
    List<SqlStatement> statements;
    try {
      String read = text.startsWith("\uFEFF") ? text.substring(1) : text;
      statements = StatementSplitter.split(read, StatementSplitter.MetaCommands.SKIP).statements();
    } catch (SqlSyntaxException e) {
      problems.add(e.problem().in(name));
      return List.of();
    }
    execute("RESET ALL; SET check_function_bodies = off");
    if (allAtOnce(statements)) {
      return List.of();
    }
    List<Item> failed = new ArrayList<>();
    for (SqlStatement statement : statements) {
      String searchPath = searchPath();
      SQLException error = attempt(statement);
      if (error != null && !isNoise(statement, error)) {
        failed.add(new Item(name, statement, searchPath, error));
      }
    }
    return failed;
  }

  /** In one message, and so in one transaction: quick, and right in most cases. */
  private boolean allAtOnce(List<SqlStatement> statements) throws SQLException {
    if (statements.stream().anyMatch(s -> s.copyData() != null || isTransactionControl(s))) {
      return false;
    }
    String all = statements.stream().map(SqlStatement::text).collect(Collectors.joining(";\n"));
    if (all.isEmpty()) {
      return true;
    }
    try {
      execute(all);
      return true;
    } catch (SQLException e) {
      execute("ROLLBACK");
      return false;
    }
  }

  private static boolean isTransactionControl(SqlStatement statement) {
    return Stream.of("begin", "commit", "rollback", "start", "end", "abort")
        .anyMatch(statement::startsWith);
  }

  private void finish(List<Item> failed) throws SQLException {
    List<Item> left = failed;
    boolean progress = true;
    while (!left.isEmpty() && progress) {
      List<Item> still = new ArrayList<>();
      for (Item item : left) {
        execute("SELECT set_config('search_path', " + quoted(item.searchPath) + ", false)");
        SQLException error = attempt(item.statement);
        if (error != null) {
          still.add(new Item(item.file, item.statement, item.searchPath, error));
        }
      }
      progress = still.size() < left.size();
      left = still;
    }
    left.forEach(item -> problems.add(problem(item)));
    execute("RESET ALL");
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
  }

  private static String quoted(String text) {
    return dev.dbpush.sql.syntax.Identifier.literal(text);
  }

  private String searchPath() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW search_path")) {
      result.next();
      return result.getString(1);
    }
  }

  private @org.jspecify.annotations.Nullable SQLException attempt(SqlStatement statement) {
    try {
      if (isTransactionControl(statement)) {
        return null;
      }
      String data = statement.copyData();
      if (data != null) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(statement.text(), new StringReader(data));
      } else {
        execute(statement.text());
      }
      return null;
    } catch (SQLException e) {
      return e;
    } catch (IOException e) {
      return new SQLException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  /** What a dump says about another server: unknown settings, missing owners. */
  private static boolean isNoise(SqlStatement statement, SQLException error) {
    boolean setting = statement.startsWith("set") || statement.startsWith("select", "pg_catalog");
    boolean owner =
        statement.startsWith("alter")
            && statement.text().toLowerCase(java.util.Locale.ROOT).contains(" owner to ");
    boolean publicSchema =
        "42P06".equals(error.getSQLState())
            && statement.text().matches("(?i)\\s*create\\s+schema\\s+\"?public\"?\\s*");
    return publicSchema
        || setting && "42704".equals(error.getSQLState())
        || owner && "42704".equals(error.getSQLState());
  }

  private static Problem problem(Item item) {
    SourcePosition position = item.statement.position();
    String message = item.error.getMessage();
    String hint =
        "mend the statement, or add what it needs to the models; all that could be made was made"
            + " first";
    if (item.error instanceof PSQLException e && e.getServerErrorMessage() != null) {
      ServerErrorMessage server = e.getServerErrorMessage();
      message = server.getMessage();
      if (server.getPosition() > 0
          && server.getPosition() <= item.statement.text().length()
          && server.getInternalQuery() == null) {
        position =
            position.plus(SourcePosition.of(item.statement.text(), server.getPosition() - 1));
      }
      if (server.getHint() != null) {
        hint = server.getHint();
      }
    }
    return new Problem(
        item.file, position, message + " (SQLSTATE " + item.error.getSQLState() + ")", hint);
  }
}
