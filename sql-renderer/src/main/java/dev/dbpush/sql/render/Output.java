package dev.dbpush.sql.render;

import dev.dbpush.sql.render.DdlStatement.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects statements; neighbouring actions on one table become one ALTER TABLE. */
final class Output {
  private final List<DdlStatement> statements = new ArrayList<>();
  private final List<Action> actions = new ArrayList<>();
  private final List<String> behind = new ArrayList<>();
  private String table = "";
  private Mode mode = Mode.TRANSACTION;

  private record Action(int pass, String sql) {}

  void statement(String sql) {
    statement(sql, Mode.TRANSACTION);
  }

  void statement(String sql, Mode mode) {
    close();
    statements.add(new DdlStatement(sql, mode));
  }

  /**
   * An action of ALTER TABLE, which stands at the place where PostgreSQL does it.
   *
   * @param target what stands behind ALTER, {@code TABLE member}
   * @param pass the pass of ALTER TABLE in which PostgreSQL does it
   */
  void action(String target, int pass, String sql) {
    action(target, pass, sql, Mode.TRANSACTION);
  }

  /** An action that stands together only with those that run the same way. */
  void action(String target, int pass, String sql, Mode how) {
    if (!target.equals(table) || how != mode || isApart(pass)) {
      close();
    }
    table = target;
    mode = how;
    actions.add(new Action(pass, sql));
  }

  /** What follows finds the columns as the statement before leaves them. */
  void columnsFirst() {
    if (actions.stream().anyMatch(action -> action.pass < Passes.MISC)) {
      close();
    }
  }

  /**
   * An expression that is set no longer uses the column that goes behind it; and the server (tried
   * on 17 and 18) fails where a new type makes constraints again beside it.
   */
  private boolean isApart(int pass) {
    return pass < Passes.ADD_COLUMN && holds(Passes.SET_EXPRESSION)
        || pass == Passes.SET_EXPRESSION && holds(Passes.ALTER_TYPE);
  }

  private boolean holds(int pass) {
    return actions.stream().anyMatch(action -> action.pass == pass);
  }

  /** A statement that may wait until the ALTER TABLE before it is complete. */
  void behind(String target, String sql) {
    if (target.equals(table) && mode == Mode.TRANSACTION && !actions.isEmpty()) {
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
      List<String> texts =
          actions.stream().sorted(Comparator.comparingInt(Action::pass)).map(Action::sql).toList();
      String sql =
          texts.size() == 1
              ? "ALTER " + table + " " + texts.get(0)
              : "ALTER " + table + "\n  " + String.join(",\n  ", texts);
      statements.add(new DdlStatement(sql, mode));
      behind.forEach(later -> statements.add(new DdlStatement(later, Mode.TRANSACTION)));
    }
    actions.clear();
    behind.clear();
    table = "";
  }
}
