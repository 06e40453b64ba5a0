package dev.dbpush.sql.render;

import dev.dbpush.sql.render.DdlStatement.Mode;
import java.util.ArrayList;
import java.util.List;

/** Collects statements; neighbouring actions on one table become one ALTER TABLE. */
final class Output {
  private final List<DdlStatement> statements = new ArrayList<>();
  private final List<String> actions = new ArrayList<>();
  private final List<String> behind = new ArrayList<>();
  private String table = "";
  private int pass;

  void statement(String sql) {
    statement(sql, Mode.TRANSACTION);
  }

  void statement(String sql, Mode mode) {
    close();
    statements.add(new DdlStatement(sql, mode));
  }

  /**
   * An action of ALTER TABLE.
   *
   * @param target what stands behind ALTER, {@code TABLE member}
   * @param actionPass the pass of ALTER TABLE in which PostgreSQL does it; within a statement a
   *     later action is never done in an earlier pass
   */
  void action(String target, int actionPass, String sql) {
    if (!target.equals(table) || actionPass < pass) {
      close();
    }
    table = target;
    pass = actionPass;
    actions.add(sql);
  }

  /** A statement that may wait until the ALTER TABLE before it is complete. */
  void behind(String target, String sql) {
    if (target.equals(table) && !actions.isEmpty()) {
      behind.add(sql);
    } else {
      statement(sql);
    }
  }

  List<DdlStatement> result() {
    close();
    return List.copyOf(statements);
  }

  private void close() {
    if (!actions.isEmpty()) {
      String sql =
          actions.size() == 1
              ? "ALTER " + table + " " + actions.get(0)
              : "ALTER " + table + "\n  " + String.join(",\n  ", actions);
      statements.add(new DdlStatement(sql, Mode.TRANSACTION));
      behind.forEach(later -> statements.add(new DdlStatement(later, Mode.TRANSACTION)));
    }
    actions.clear();
    behind.clear();
    table = "";
    pass = 0;
  }
}
