package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Locale;
import java.util.Optional;

/**
 * Which commands PostgreSQL refuses inside a transaction block (SQLSTATE 25001, or 2D000 for a
 * commit inside a {@code DO}). Stateless and thread-safe.
 *
 * <p>Facts: the notes of each SQL command in the PostgreSQL documentation, versions 14 to 18.
 * Judged from the text alone: that a table is partitioned (which makes {@code REINDEX TABLE},
 * {@code REINDEX INDEX} and {@code CLUSTER t} refuse as well) or that a called procedure commits
 * cannot be seen there; such a section opts out with {@code transaction:false}.
 */
public final class TransactionRules {

  private TransactionRules() {}

  /**
   * Why the command must stand outside a transaction block; empty where a block may hold it.
   *
   * @param serverMajor the server's major version, 14 for 14.18
   */
  public static Optional<String> refusesBlock(SqlStatement statement, int serverMajor) {
    return switch (statement.firstWord()) {
      case "create" -> create(statement);
      case "drop" -> drop(statement);
      case "alter" -> alter(statement, serverMajor);
      case "reindex" -> reindex(statement.cursor());
      case "vacuum" -> reason("VACUUM");
      case "cluster" -> cluster(statement.cursor());
      case "discard" -> statement.startsWith("discard", "all") ? reason("DISCARD ALL") : none();
      case "commit" -> prepared(statement, "commit");
      case "rollback" -> prepared(statement, "rollback");
      case "do" -> ControlInBody.of(statement);
      default -> none();
    };
  }

  private static Optional<String> create(SqlStatement statement) {
    if (statement.startsWith("create", "index", "concurrently")
        || statement.startsWith("create", "unique", "index", "concurrently")) {
      return reason("CREATE INDEX CONCURRENTLY");
    }
    if (statement.startsWith("create", "database")) {
      return reason("CREATE DATABASE");
    }
    if (statement.startsWith("create", "tablespace")) {
      return reason("CREATE TABLESPACE");
    }
    return statement.startsWith("create", "subscription")
        ? SubscriptionRules.create(statement.cursor())
        : none();
  }

  private static Optional<String> drop(SqlStatement statement) {
    if (statement.startsWith("drop", "index", "concurrently")) {
      return reason("DROP INDEX CONCURRENTLY");
    }
    if (statement.startsWith("drop", "database")) {
      return reason("DROP DATABASE");
    }
    if (statement.startsWith("drop", "tablespace")) {
      return reason("DROP TABLESPACE");
    }
    return statement.startsWith("drop", "subscription")
        ? Optional.of("DROP SUBSCRIPTION cannot run in a transaction block while it has a slot")
        : none();
  }

  private static Optional<String> alter(SqlStatement statement, int serverMajor) {
    if (statement.startsWith("alter", "system")) {
      return reason("ALTER SYSTEM");
    }
    TokenCursor cursor = statement.cursor();
    cursor.accept("alter");
    if (cursor.accept("database")) {
      cursor.acceptIdentifier();
      return cursor.peekWords("set", "tablespace")
          ? reason("ALTER DATABASE … SET TABLESPACE")
          : none();
    }
    if (cursor.accept("subscription")) {
      return SubscriptionRules.alter(cursor, serverMajor);
    }
    if (cursor.accept("table")) {
      return detach(cursor);
    }
    boolean addsLabel = serverMajor < 12 && AddedEnumLabel.of(statement).isPresent();
    return addsLabel ? reason("ALTER TYPE … ADD VALUE (before PostgreSQL 12)") : none();
  }

  private static Optional<String> detach(TokenCursor cursor) {
    cursor.accept("if", "exists");
    cursor.accept("only");
    cursor.acceptName();
    acceptStar(cursor);
    if (!cursor.accept("detach", "partition")) {
      return none();
    }
    cursor.acceptName();
    return cursor.accept("concurrently")
        ? reason("ALTER TABLE … DETACH PARTITION … CONCURRENTLY")
        : none();
  }

  private static void acceptStar(TokenCursor cursor) {
    Token token = cursor.peek();
    if (token != null && token.in(cursor.text()).equals("*")) {
      cursor.next();
    }
  }

  private static Optional<String> reindex(TokenCursor cursor) {
    cursor.accept("reindex");
    boolean concurrently = Options.at(cursor).isOn("concurrently");
    String object = cursor.acceptAny("index", "table", "schema", "database", "system");
    if (concurrently || cursor.peekWords("concurrently")) {
      return reason("REINDEX … CONCURRENTLY");
    }
    return switch (object) {
      case "schema" -> reason("REINDEX SCHEMA");
      case "database" -> reason("REINDEX DATABASE");
      case "system" -> reason("REINDEX SYSTEM");
      default -> none();
    };
  }

  private static Optional<String> cluster(TokenCursor cursor) {
    cursor.accept("cluster");
    Options.at(cursor);
    cursor.accept("verbose");
    return cursor.atEnd() ? reason("CLUSTER of all tables") : none();
  }

  private static Optional<String> prepared(SqlStatement statement, String verb) {
    return statement.startsWith(verb, "prepared")
        ? reason(verb.toUpperCase(Locale.ROOT) + " PREPARED")
        : none();
  }

  static Optional<String> reason(String command) {
    return Optional.of(command + " cannot run in a transaction block");
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
