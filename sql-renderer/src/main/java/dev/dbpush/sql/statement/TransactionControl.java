package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Optional;

/**
 * A command that begins, ends or divides a transaction. PostgreSQL documentation, SQL commands
 * BEGIN, COMMIT, ROLLBACK, SAVEPOINT.
 *
 * @param verb what it does
 * @param options for {@link Verb#BEGIN} the transaction modes as written ({@code ISOLATION LEVEL
 *     SERIALIZABLE, READ ONLY}), for savepoints their name, for {@link Verb#PREPARE} the
 *     identifier's constant; empty otherwise
 * @param chain whether {@code AND CHAIN} begins the next transaction at once
 */
public record TransactionControl(Verb verb, String options, boolean chain) {

  /** What a command does to the transaction. */
  public enum Verb {
    /** {@code BEGIN}, {@code START TRANSACTION}. */
    BEGIN,
    /** {@code COMMIT}, {@code END}. */
    COMMIT,
    /** {@code ROLLBACK}, {@code ABORT}. */
    ROLLBACK,
    /** {@code SAVEPOINT name}. */
    SAVEPOINT,
    /** {@code RELEASE [SAVEPOINT] name}. */
    RELEASE,
    /** {@code ROLLBACK TO [SAVEPOINT] name}. */
    ROLLBACK_TO,
    /** {@code PREPARE TRANSACTION 'id'}, the first half of a two-phase commit. */
    PREPARE
  }

  static Optional<TransactionControl> of(SqlStatement statement) {
    return switch (statement.firstWord()) {
      case "begin" -> begin(statement, "begin");
      case "start" ->
          statement.startsWith("start", "transaction")
              ? begin(statement, "start")
              : Optional.empty();
      case "commit", "end" -> end(statement, Verb.COMMIT);
      case "rollback", "abort" -> end(statement, Verb.ROLLBACK);
      case "savepoint" -> named(statement, Verb.SAVEPOINT);
      case "release" -> named(statement, Verb.RELEASE);
      case "prepare" ->
          statement.startsWith("prepare", "transaction")
              ? Optional.of(new TransactionControl(Verb.PREPARE, rest(statement, 2), false))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<TransactionControl> begin(SqlStatement statement, String word) {
    TokenCursor cursor = statement.cursor();
    cursor.accept(word);
    cursor.acceptAny("work", "transaction");
    return Optional.of(new TransactionControl(Verb.BEGIN, rest(statement, cursor.index()), false));
  }

  private static Optional<TransactionControl> end(SqlStatement statement, Verb verb) {
    TokenCursor cursor = statement.cursor();
    cursor.next();
    if (cursor.peekWords("prepared")) {
      return Optional.empty(); // ends another session's transaction, not this one
    }
    cursor.acceptAny("work", "transaction");
    if (verb == Verb.ROLLBACK && cursor.accept("to")) {
      cursor.accept("savepoint");
      return Optional.of(
          new TransactionControl(Verb.ROLLBACK_TO, rest(statement, cursor.index()), false));
    }
    return Optional.of(new TransactionControl(verb, "", cursor.peekWords("and", "chain")));
  }

  private static Optional<TransactionControl> named(SqlStatement statement, Verb verb) {
    TokenCursor cursor = statement.cursor();
    cursor.next();
    if (verb == Verb.RELEASE && cursor.peek(1) != null) {
      cursor.accept("savepoint");
    }
    return Optional.of(new TransactionControl(verb, rest(statement, cursor.index()), false));
  }

  private static String rest(SqlStatement statement, int fromToken) {
    TokenCursor cursor = statement.cursor();
    cursor.moveTo(fromToken);
    while (!cursor.atEnd()) {
      cursor.next();
    }
    return cursor.slice(fromToken);
  }
}
