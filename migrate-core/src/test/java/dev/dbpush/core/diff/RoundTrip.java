package dev.dbpush.core.diff;

import dev.dbpush.core.catalog.CatalogReader;
import dev.dbpush.core.catalog.ReadOptions;
import dev.dbpush.core.model.SqlModel;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.render.DdlRenderer;
import dev.dbpush.sql.render.DdlStatement;
import dev.dbpush.sql.schema.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Two schemas, the way from one to the other, and back. */
final class RoundTrip {
  final DiffResult result;
  final List<String> up;
  final List<String> down;

  /** Differences that are left after up, and after down; both empty when the diff is right. */
  final List<String> leftAfterUp;

  final List<String> leftAfterDown;

  private RoundTrip(
      DiffResult result,
      List<String> up,
      List<String> down,
      List<String> leftAfterUp,
      List<String> leftAfterDown) {
    this.result = result;
    this.up = up;
    this.down = down;
    this.leftAfterUp = leftAfterUp;
    this.leftAfterDown = leftAfterDown;
  }

  static RoundTrip of(String oldSql, String newSql, DiffOptions options) throws SQLException {
    try (TestDatabase one = TestDatabase.create();
        TestDatabase two = TestDatabase.create();
        Connection first = one.connect();
        Connection second = two.connect()) {
      SqlModel.load(first, "old.sql", oldSql);
      SqlModel.load(second, "new.sql", newSql);
      Snapshot before = read(first);
      Snapshot after = read(second);
      DiffResult result = SnapshotDiffer.diff(before, after, options);
      List<DdlStatement> up = render(result.up(), result);
      List<DdlStatement> down = render(result.down(), result);
      run(first, up);
      List<String> leftAfterUp = read(first).differences(after);
      run(first, down);
      List<String> leftAfterDown = read(first).differences(before);
      return new RoundTrip(result, texts(up), texts(down), leftAfterUp, leftAfterDown);
    }
  }

  private static Snapshot read(Connection connection) throws SQLException {
    return CatalogReader.read(connection, ReadOptions.allSchemas());
  }

  private static List<DdlStatement> render(List<Change> changes, DiffResult result) {
    return DdlRenderer.render(changes, result.environment());
  }

  private static List<String> texts(List<DdlStatement> statements) {
    return statements.stream().map(DdlStatement::sql).toList();
  }

  private static void run(Connection connection, List<DdlStatement> statements)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = public; SET check_function_bodies = off");
      for (DdlStatement next : statements) {
        statement.execute(next.sql());
      }
    }
  }
}
