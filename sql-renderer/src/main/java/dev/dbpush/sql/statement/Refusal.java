package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.SqlStatement;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a migration must not hold a command.
 *
 * @param message what is wrong, one line
 * @param remedy what to do instead, one line
 */
public record Refusal(String message, String remedy) {
  private static final String UNLOCK = "pg_advisory_unlock_all";

  static Optional<Refusal> of(SqlStatement statement) {
    switch (statement.firstWord()) {
      case "discard" -> {
        return refuse(
            "DISCARD in a migration: it ends the session state that the push relies on",
            "remove it: the session is reset before each step anyway");
      }
      case "set" -> {
        if (SessionChange.setsCharacteristics(statement)) {
          return refuse(
              "SET SESSION CHARACTERISTICS in a migration: it would change the tool's own"
                  + " transactions",
              "write BEGIN ISOLATION LEVEL … and COMMIT around the statements that need it");
        }
      }
      case "prepare" -> {
        if (statement.startsWith("prepare", "transaction")) {
          return refuse(
              "PREPARE TRANSACTION in a migration: what it prepares could be committed without its"
                  + " history row, or never",
              "write COMMIT");
        }
      }
      default -> {
        // nothing that the first word alone tells
      }
    }
    return mayUnlock(statement) && Calls.in(statement).contains(UNLOCK)
        ? refuse(
            "pg_advisory_unlock_all() in a migration: it releases the lock that keeps a second push"
                + " out",
            "release the locks that the migration took, one by one, with pg_advisory_unlock(key)")
        : Optional.empty();
  }

  /** Spares most commands the look at their calls; a {@code DO} may spell its body with escapes. */
  private static boolean mayUnlock(SqlStatement statement) {
    return statement.firstWord().equals("do")
        || statement.text().toLowerCase(Locale.ROOT).contains(UNLOCK);
  }

  private static Optional<Refusal> refuse(String message, String remedy) {
    return Optional.of(new Refusal(message, remedy));
  }
}
