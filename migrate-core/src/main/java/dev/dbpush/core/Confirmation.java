package dev.dbpush.core;

import dev.dbpush.sql.script.Script;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the database's name before a downgrade that may lose much: beyond one step, or on
 * another machine.
 *
 * @param database the database's name
 * @param local whether it is on this machine
 * @param confirmed what was given as {@code db.confirm}; null for nothing
 */
public record Confirmation(String database, boolean local, @Nullable String confirmed) {

  /**
   * Checks a planned downgrade.
   *
   * @throws MigrationException if it is not confirmed, and has to be
   */
  public void check(Script downgrade) {
    int steps = downgrade.steps().size();
    if (steps == 0 || (steps == 1 && local) || database.equals(confirmed)) {
      return;
    }
    String what =
        "this downgrade undoes "
            + steps
            + (steps == 1 ? " revision" : " revisions")
            + " of "
            + database
            + (local ? "" : ", which is on another machine");
    throw new MigrationException(
        confirmed == null ? what : what + ", and db.confirm names " + confirmed,
        "if that is meant, say so with -Ddb.confirm=" + database);
  }
}
