package dev.dbpush.core.measure;

import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.hazard.Assessment;
import dev.dbpush.sql.hazard.HazardOptions;
import dev.dbpush.sql.hazard.ServerVersion;
import dev.dbpush.sql.hazard.StatementAnalyzer;
import dev.dbpush.sql.hazard.Transactions;
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

  /**
   * Runs and measures a file's statements. Statements that begin or end transactions are passed over:
   * each statement has its own.
   *
   * @param file the file's name, for the places
   * @throws SQLException for the first statement that the server refuses
   */
  public List<MeasuredStatement> run(String file, List<SqlStatement> statements)
      throws SQLException {
    List<MeasuredStatement> measured = new ArrayList<>();
    for (SqlStatement statement : statements) {
      if (StatementKind.transactionControl(statement).isEmpty()) {
        measured.add(run(file, statement));
      }
    }
    return measured;
  }

  private MeasuredStatement run(String file, SqlStatement statement) throws SQLException {
    List<SqlStatement> one = List.of(statement);
    Assessment said = analyzer.assess(one, Transactions.NONE).get(0);
    analyzer.learn(List.of());
    Measured done = measurer.measure(statement);
    return new MeasuredStatement(
        AssessedStatement.of(file, statement, said),
        done,
        Difference.between(statement, said, done));
  }
}
