package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.SqlStatement;
import java.util.Optional;

/** Questions about one command, answered from its text. Stateless and thread-safe. */
public final class StatementKind {

  private StatementKind() {}

  /** How the command begins, ends or divides a transaction; empty for every other command. */
  public static Optional<TransactionControl> transactionControl(SqlStatement statement) {
    return TransactionControl.of(statement);
  }

  /** What the command changes in the session beyond its own effect; empty if nothing is known. */
  public static Optional<SessionChange> sessionChange(SqlStatement statement) {
    return SessionChange.of(statement);
  }

  /** Why a migration must not hold the command, and what to do instead; empty if it may. */
  public static Optional<Refusal> refusal(SqlStatement statement) {
    return Refusal.of(statement);
  }

  /** The label that an {@code ALTER TYPE … ADD VALUE} adds. */
  public static Optional<AddedEnumLabel> addedEnumLabel(SqlStatement statement) {
    return AddedEnumLabel.of(statement);
  }

  /** The index that a {@code CREATE INDEX CONCURRENTLY} or {@code REINDEX CONCURRENTLY} builds. */
  public static Optional<ConcurrentIndex> concurrentIndex(SqlStatement statement) {
    return ConcurrentIndex.of(statement);
  }

  /**
   * Whether the command may change how the server reads the text of the commands behind it ({@code
   * standard_conforming_strings}, {@code backslash_quote}, {@code client_encoding}), so that
   * nothing may follow it in the same message to the server.
   */
  public static boolean changesHowTextIsRead(SqlStatement statement) {
    return TextSettings.changedBy(statement);
  }

  /**
   * What the command reaches outside the database that it runs in (roles, databases, tablespaces,
   * files, other servers), as a phrase for a message; empty if nothing is known.
   */
  public static Optional<String> effectOutsideDatabase(SqlStatement statement) {
    return OutsideEffects.of(statement);
  }
}
