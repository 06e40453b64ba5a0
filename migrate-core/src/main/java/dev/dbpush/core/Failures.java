package dev.dbpush.core;

import dev.dbpush.core.connect.Database;
import java.sql.SQLException;

/** Failures that several verbs share. */
final class Failures {
  private Failures() {}

  static Database database(MigratorConfig config) {
    Database database = config.database();
    if (database == null) {
      throw new MigrationException(
          "no database is configured",
          "set db.url (jdbc:postgresql://HOST:PORT/DATABASE, or embedded), or DATABASE_URL in the"
              + " environment");
    }
    return database;
  }

  static MigrationException reading(Database database, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String remedy =
        switch (state) {
          case "42501" ->
              "the role needs USAGE on the history's schema and SELECT on its two tables";
          case "42703", "42804", "42883", "22003", "22007", "22P02", "07006" ->
              "the table was not written by dbpush, or by a newer one: name another with"
                  + " db.history.table";
          default -> "run it again; the server's log may say more";
        };
    return new MigrationException(
        "cannot read the history of "
            + database.label()
            + ": "
            + e.getMessage()
            + " ["
            + state
            + "]",
        remedy,
        e);
  }

  static MigrationException writing(Database database, SQLException e) {
    return new MigrationException(
        "cannot write to "
            + database.label()
            + ": "
            + e.getMessage()
            + " ["
            + e.getSQLState()
            + "]",
        "42501".equals(e.getSQLState())
            ? "the role lacks a right: db:health names all that are missing"
            : "run it again; what was committed is in the history",
        e);
  }

  static MigrationException isProtected(Database database) {
    return new MigrationException(
        database.label() + " is protected: nothing is downgraded from here",
        "render the downgrade (db:downgrade -Ddb.offline), have it reviewed, and run the script by"
            + " hand or approve its digest with db.approved; db:protect -Ddb.off lifts the mark");
  }

  static MigrationException standby(Database database) {
    return new MigrationException(
        database.label() + " is a standby: it takes no writes",
        "connect to the primary; several hosts with targetServerType=primary in db.url find it");
  }
}
