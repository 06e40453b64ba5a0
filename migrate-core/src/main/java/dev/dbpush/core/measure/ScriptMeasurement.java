package dev.dbpush.core.measure;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.scratch.ScratchChain;
import dev.dbpush.core.scratch.ScratchServer;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.history.Guard;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptOptions;
import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.script.ScriptStep;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Measures a script on a scratch database. */
final class ScriptMeasurement {
  private final Migrations migrations;
  private final Chain chain;
  private final Script script;

  ScriptMeasurement(Migrations migrations, Script script) {
    this.migrations = migrations;
    this.chain = migrations.chain();
    this.script = script;
  }

  MeasuredScript run(ScratchServer server) {
    ScriptOptions options = script.options().withGuard(Guard.exactState()).withServerMajor(0);
    try (ScratchChain scratch = ScratchChain.create(server, options, MigrationListener.NONE)) {
      List<RevisionId> before = before();
      scratch.refuseOutsideEffects(migrations);
      for (RevisionId head : before) {
        scratch.push(migrations, new Target.Exactly(head.value()));
      }
      Connection connection = scratch.connect();
      List<String> path = options.searchPath();
      ChainMeasurement measurement =
          new ChainMeasurement(connection, path.isEmpty() ? "public" : path.get(0));
      for (RevisionId revision : chain.upTo(before)) {
        measurement.learn(chain.get(revision).up().statements());
      }
      List<MeasuredStatement> statements = new ArrayList<>();
      for (ScriptStep step : script.steps()) {
        prepare(connection, step);
        statements.addAll(run(scratch, measurement, step.step()));
      }
      return new MeasuredScript(
          connection.getMetaData().getDatabaseProductVersion(), statements);
    } catch (SQLException e) {
      throw new MigrationException(
          "the scratch database on " + server + " failed: " + e.getMessage(),
          "run it again; the server's log may say more",
          e);
    }
  }

  private List<RevisionId> before() {
    return script.steps().isEmpty() ? List.of() : script.steps().get(0).step().headsBefore();
  }

  /** The session as a push has it, without the latch that only a guard lifts. */
  private static void prepare(Connection connection, ScriptStep step) throws SQLException {
    if (step.segments().isEmpty()) {
      return;
    }
    try (Statement run = connection.createStatement()) {
      for (ScriptStatement statement : step.segments().get(0).before()) {
        if (statement.role() == ScriptStatement.Role.BEGIN) {
          break;
        }
        if (statement.role() == ScriptStatement.Role.SESSION) {
          run.execute(statement.sql());
        }
      }
      run.execute("SET default_transaction_read_only = off");
    }
  }

  private List<MeasuredStatement> run(
      ScratchChain scratch, ChainMeasurement measurement, Step step) {
    MigrationFile file = step.file();
    Section down = file.down();
    Section section = step.direction() == Direction.UP || down == null ? file.up() : down;
    String folder = migrations.label();
    String name = folder.isEmpty() ? file.name() : folder + "/" + file.name();
    List<MeasuredStatement> measured = new ArrayList<>();
    measurement.startSection();
    for (SqlStatement statement : section.statements()) {
      measured.addAll(run(scratch, measurement, name, statement));
    }
    return measured;
  }

  private static List<MeasuredStatement> run(
      ScratchChain scratch, ChainMeasurement measurement, String file, SqlStatement statement) {
    while (true) {
      try {
        return measurement.run(file, List.of(statement));
      } catch (SQLException e) {
        if (!scratch.makeRoles(String.valueOf(e.getMessage()))) {
          throw refused(file, statement, e);
        }
      }
    }
  }

  private static MigrationException refused(String file, SqlStatement statement, SQLException e) {
    Problem problem =
        new Problem(
            file,
            statement.position(),
            "this statement cannot be measured: "
                + e.getMessage()
                + " [SQLSTATE "
                + e.getSQLState()
                + "]",
            "each statement is measured in a transaction of its own, on tables that hold what the"
                + " migrations before it wrote");
    return new MigrationException(problem.toString(), "", e);
  }
}
