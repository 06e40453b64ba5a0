package dev.dbpush.core.measure;

import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.hazard.Assessment;
import dev.dbpush.sql.hazard.HazardOptions;
import dev.dbpush.sql.hazard.ServerVersion;
import dev.dbpush.sql.hazard.StatementAnalyzer;
import dev.dbpush.sql.hazard.Transactions;
import dev.dbpush.sql.statement.SessionChange;
import dev.dbpush.sql.statement.StatementKind;
import dev.dbpush.sql.syntax.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a chain's statements on an empty scratch database, in their order, and sets what each did
 * beside what the rules say of it. Each statement is taken for one that meets a database in use. Not
 * thread-safe.
 */
public final class ChainMeasurement {
  private final StatementMeasurer measurer;
  private final StatementAnalyzer analyzer;

  /** What set the search path in this section; empty where nothing did. */
  private final List<SqlStatement> path = new ArrayList<>();

  /**
   * A measurement on an empty database.
   *
   * @param connection nothing else uses it meanwhile
   * @param firstSchema the schema that names without one mean, usually {@code public}
   */
  public ChainMeasurement(Connection connection, String firstSchema) throws SQLException {
    this.measurer = new StatementMeasurer(connection, firstSchema);
    HazardOptions defaults = HazardOptions.DEFAULTS;
    this.analyzer =
        StatementAnalyzer.fromBase(
            new HazardOptions(
                ServerVersion.of(measurer.serverMajor()),
                firstSchema,
                defaults.lockTimeout(),
                defaults.statementTimeout()));
  }

  /** Takes statements that ran on the scratch database already for known, and measures nothing. */
  public void learn(List<SqlStatement> statements) {
    analyzer.learn(statements);
  }

  /** Forgets the search path that the section before set. The session itself is the caller's. */
  public void startSection() {
    path.clear();
  }

  /**
   * Runs and measures statements. Those that begin or end transactions are passed over: each
   * statement has its own. A {@code search_path} that one sets holds until the next section, one that
   * would end with its transaction too.
   *
   * @param file the file's name, for the places
   * @throws SQLException for the first statement that the server refuses; it can be tried again
   */
  public List<MeasuredStatement> run(String file, List<SqlStatement> statements)
      throws SQLException {
    List<MeasuredStatement> measured = new ArrayList<>();
    for (SqlStatement statement : statements) {
      if (StatementKind.transactionControl(statement).isEmpty()) {
        measured.add(run(file, statement));
        keepPath(statement);
      }
    }
    return measured;
  }

  private MeasuredStatement run(String file, SqlStatement statement) throws SQLException {
    Measured done = measurer.measure(statement);
    // the analyzer forgets the search path at the end of what it assesses
    List<SqlStatement> together = new ArrayList<>(path);
    together.add(statement);
    Assessment said = analyzer.assess(together, Transactions.NONE).get(path.size());
    analyzer.learn(List.of());
    return new MeasuredStatement(
        AssessedStatement.of(file, statement, said),
        done,
        Difference.between(statement, said, done));
  }

  private void keepPath(SqlStatement statement) throws SQLException {
    SessionChange change = StatementKind.sessionChange(statement).orElse(null);
    if (change == null || !change.name().equals("search_path")) {
      return;
    }
    path.clear();
    path.add(statement);
    if (statement.startsWith("set", "local")) {
      measurer.keep(statement);
    }
  }
}
