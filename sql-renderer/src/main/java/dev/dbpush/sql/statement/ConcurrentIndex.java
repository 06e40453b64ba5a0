package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code CREATE INDEX CONCURRENTLY} or a {@code REINDEX … CONCURRENTLY} builds. A failure
 * leaves an invalid index behind. PostgreSQL documentation, SQL commands CREATE INDEX and REINDEX.
 *
 * @param kind what is built
 * @param index the index, in its table's schema where the command names that; null where the
 *     command leaves the name to the server, or names no index
 * @param table the table, or null for {@code REINDEX INDEX}, {@code SCHEMA}, {@code DATABASE}
 * @param ifNotExists whether an index of that name is left alone, an invalid one too
 */
public record ConcurrentIndex(
    Kind kind, @Nullable QualifiedName index, @Nullable QualifiedName table, boolean ifNotExists) {

  /** What is built. */
  public enum Kind {
    /** {@code CREATE INDEX CONCURRENTLY}. */
    CREATE,
    /** {@code REINDEX INDEX CONCURRENTLY}. */
    REINDEX_INDEX,
    /** {@code REINDEX TABLE CONCURRENTLY}. */
    REINDEX_TABLE,
    /** {@code REINDEX SCHEMA} or {@code DATABASE CONCURRENTLY}. */
    REINDEX_MANY
  }

  static Optional<ConcurrentIndex> of(SqlStatement statement) {
    return switch (statement.firstWord()) {
      case "create" -> created(statement.cursor());
      case "reindex" -> reindexed(statement.cursor());
      default -> Optional.empty();
    };
  }

  private static Optional<ConcurrentIndex> created(TokenCursor cursor) {
    cursor.accept("create");
    cursor.accept("unique");
    if (!cursor.accept("index", "concurrently")) {
      return Optional.empty();
    }
    boolean ifNotExists = cursor.accept("if", "not", "exists");
    QualifiedName index = cursor.peekWords("on") ? null : cursor.acceptName();
    if (!cursor.accept("on")) {
      return Optional.empty();
    }
    cursor.accept("only");
    QualifiedName table = cursor.acceptName();
    return Optional.of(
        new ConcurrentIndex(Kind.CREATE, besides(index, table), table, ifNotExists));
  }

  /** The index in the schema of its table, under the name that the server gives it. */
  private static @Nullable QualifiedName besides(
      @Nullable QualifiedName index, @Nullable QualifiedName table) {
    if (index == null) {
      return null;
    }
    String schema = index.schema() == null && table != null ? table.schema() : index.schema();
    return new QualifiedName(schema, Identifier.kept(index.name()));
  }

  private static Optional<ConcurrentIndex> reindexed(TokenCursor cursor) {
    cursor.accept("reindex");
    boolean concurrently = Options.at(cursor).isOn("concurrently");
    String object = cursor.acceptAny("index", "table", "schema", "database", "system");
    concurrently |= cursor.accept("concurrently");
    if (!concurrently || object.isEmpty()) {
      return Optional.empty();
    }
    QualifiedName name = cursor.acceptName();
    return Optional.of(
        switch (object) {
          case "index" -> new ConcurrentIndex(Kind.REINDEX_INDEX, name, null, false);
          case "table" -> new ConcurrentIndex(Kind.REINDEX_TABLE, null, name, false);
          default -> new ConcurrentIndex(Kind.REINDEX_MANY, null, null, false);
        });
  }
}
