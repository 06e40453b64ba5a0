package dev.dbpush.core.safety;

import dev.dbpush.core.MigrationException;
import dev.dbpush.sql.syntax.Printable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A person's word that a database's contents may go: its name, given or typed. */
final class Consent {
  private Consent() {}

  /**
   * Checks.
   *
   * @param what what is going to happen, as the beginning of a sentence
   * @throws MigrationException unless the name is the database's
   */
  static void require(SafetyOptions options, String database, String what) {
    String given = options.confirmed();
    UnaryOperator<@Nullable String> asker = options.asker();
    if (given == null && asker != null) {
      given = asker.apply(Printable.text(what) + ". Type the database's name to go on: ");
    }
    if (database.equals(given == null ? null : given.strip())) {
      return;
    }
    throw new MigrationException(
        given == null || given.isBlank()
            ? what + ": that needs the database's name"
            : what + ", and db.confirm names " + given,
        "if that is meant, say so with -Ddb.confirm=" + database);
  }
}
