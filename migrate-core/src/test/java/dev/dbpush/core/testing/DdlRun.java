package dev.dbpush.core.testing;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.render.DdlRenderer;
import dev.dbpush.sql.render.DdlStatement;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.syntax.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Runs changes as a migration does it: transactions, but for statements that must stand alone. */
public final class DdlRun {
  private DdlRun() {}

  /**
   * Renders and runs.
   *
   * @param sql gets the text of the statements
   * @return what went wrong; empty if nothing did
   */
  public static String execute(
      Connection connection,
      List<Change> changes,
      Snapshot.Environment environment,
      List<String> sql)
      throws SQLException {
    List<DdlStatement> statements = DdlRenderer.render(changes, environment);
    statements.forEach(s -> sql.add(s.sql()));
    boolean open = false;
    String current = "";
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(
          "SET search_path = "
              + Identifier.quote(environment.defaultSchema())
              + "; SET check_function_bodies = off");
      for (DdlStatement next : statements) {
        boolean alone = next.mode() == DdlStatement.Mode.NO_TRANSACTION;
        boolean first = next.mode() == DdlStatement.Mode.COMMIT_BEFORE;
        if ((alone || first) && open) {
          statement.execute("COMMIT");
          open = false;
        }
        if (!alone && !open) {
          statement.execute("BEGIN");
          open = true;
        }
        current = next.sql();
        statement.execute(current);
        if (open && next.mode() == DdlStatement.Mode.COMMIT_AFTER) {
          statement.execute("COMMIT");
          open = false;
        }
      }
      if (open) {
        current = "COMMIT";
        statement.execute(current);
      }
      return "";
    } catch (SQLException e) {
      try (Statement rollback = connection.createStatement()) {
        rollback.execute("ROLLBACK");
      }
      return e.getMessage().replace('\n', ' ') + " in: " + current;
    }
  }
}
