package dev.dbpush.sql.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.util.List;

/** Reads single commands for tests. */
final class Statements {

  private Statements() {}

  static SqlStatement one(String text) {
    List<SqlStatement> statements = StatementSplitter.split(text).statements();
    assertThat(statements).as(text).hasSize(1);
    return statements.get(0);
  }
}
