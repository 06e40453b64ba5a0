package dev.dbpush.sql.batch;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.util.List;

/** Short ways to batch a text. */
final class Batches {
  private Batches() {}

  static List<SqlStatement> split(String sql) {
    return StatementSplitter.split(sql).statements();
  }

  static List<BatchedStatement> batch(String sql) {
    return AlterBatcher.batch(split(sql), BatchOptions.ALL_VERSIONS);
  }

  static List<BatchedStatement> batch(String before, String sql, BatchOptions options) {
    AlterBatcher batcher = new AlterBatcher(options);
    batcher.learn(split(before));
    return batcher.next(split(sql));
  }

  /** The statements of {@code ALTER TABLE t} with these actions, which stand between {@code ;;}. */
  static String alters(String actions) {
    StringBuilder sql = new StringBuilder();
    for (String action : actions.split(";;")) {
      sql.append("ALTER TABLE t ").append(action.strip()).append(";\n");
    }
    return sql.toString();
  }
}
