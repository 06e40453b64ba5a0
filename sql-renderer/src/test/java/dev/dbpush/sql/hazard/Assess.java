package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.StatementSplitter;
import java.util.List;

/** Assesses SQL for the tests. */
final class Assess {
  private Assess() {}

  /** The assessment of the last statement, behind others of the same script. */
  static Assessment last(String sql) {
    List<Assessment> all = all(HazardOptions.DEFAULTS, sql);
    return all.get(all.size() - 1);
  }

  /** The assessment of the last statement of {@code sql}, where {@code before} ran long ago. */
  static Assessment last(String before, String sql) {
    return last(ServerVersion.UNKNOWN, before, sql);
  }

  static Assessment last(ServerVersion server, String before, String sql) {
    StatementAnalyzer analyzer = new StatementAnalyzer(HazardOptions.DEFAULTS.on(server));
    analyzer.learn(StatementSplitter.split(before).statements());
    List<Assessment> all =
        analyzer.assess(StatementSplitter.split(sql).statements(), Transactions.SEGMENTS);
    return all.get(all.size() - 1);
  }

  static List<Assessment> all(HazardOptions options, String sql) {
    return new StatementAnalyzer(options)
        .assess(StatementSplitter.split(sql).statements(), Transactions.SEGMENTS);
  }
}
