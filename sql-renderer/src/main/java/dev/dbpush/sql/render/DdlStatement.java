package dev.dbpush.sql.render;

/**
 * One statement.
 *
 * @param sql its text, without a semicolon
 * @param mode how it may run
 */
public record DdlStatement(String sql, Mode mode) {
  /** How a statement may run. */
  public enum Mode {
    /** In a transaction with its neighbours. */
    TRANSACTION,
    /** In a transaction that ends before the statements that follow. */
    COMMIT_AFTER,
    /** In a transaction that begins with it, so that nobody waits for locks taken before. */
    COMMIT_BEFORE,
    /** Outside of any transaction block. */
    NO_TRANSACTION
  }
}
