package dev.dbpush.sql.script;

import dev.dbpush.sql.segment.Segment;
import dev.dbpush.sql.statement.ConcurrentIndex;
import dev.dbpush.sql.statement.SessionChange;
import dev.dbpush.sql.statement.StatementKind;
import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of an index when its segment is recorded as done. Outside a transaction nothing
 * else tells a failed statement from one that ended well: a client that goes on after an error would
 * record it as done.
 */
final class IndexExpectation {
  private IndexExpectation() {}

  /** The last arguments of the history's call, or null where there is nothing to look at. */
  static @Nullable String of(Segment segment) {
    if (segment.transactional() || segment.statements().isEmpty() || movesSearchPath(segment)) {
      return null;
    }
    SqlStatement statement = segment.statements().get(0);
    ConcurrentIndex index = StatementKind.concurrentIndex(statement).orElse(null);
    if (index != null && index.kind() == ConcurrentIndex.Kind.CREATE) {
      QualifiedName name = index.index();
      return name == null ? null : "'valid', " + regclass(name);
    }
    TokenCursor cursor = statement.cursor();
    if (cursor.accept("drop", "index", "concurrently")) {
      cursor.accept("if", "exists");
      QualifiedName name = cursor.acceptName();
      return name == null ? null : "'gone', " + regclass(name);
    }
    return null;
  }

  private static String regclass(QualifiedName name) {
    return "pg_catalog.to_regclass(" + Identifier.literal(name.toSql()) + ")";
  }

  /** A name is then looked up elsewhere than where the statement found it. */
  private static boolean movesSearchPath(Segment segment) {
    return segment.replay().stream()
        .map(StatementKind::sessionChange)
        .anyMatch(
            change ->
                change.isPresent()
                    && (change.get().kind() == SessionChange.Kind.ROLE
                        || change.get().name().equals("search_path")
                        || change.get().name().isEmpty()));
  }
}
