package dev.dbpush.core.safety;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.history.HistoryEntry;
import dev.dbpush.sql.file.RevisionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What keeps a verb from destroying; all of it is told at once. */
final class Obstacles {
  /** More names than this are counted. */
  private static final int MOST_NAMES = 20;

  private final MigratorConfig config;
  private final SafetyOptions options;
  private final List<String> found = new ArrayList<>();

  Obstacles(MigratorConfig config, SafetyOptions options) {
    this.config = config;
    this.options = options;
  }

  /** A standby takes no writes. */
  Obstacles standby(DatabaseState state) {
    if (state.standby()) {
      found.add("it is a standby: it takes no writes\n  connect to the primary");
    }
    return this;
  }

  /** A protected database is never destroyed. */
  Obstacles protection(Connection connection, String database) throws SQLException {
    if (Protection.isOn(connection)) {
      found.add(
          database
              + " is protected\n"
              + "  db:protect -Ddb.off lifts the mark, if this is the database that you mean");
    }
    return this;
  }

  /** Whoever is connected would lose what it works with. */
  Obstacles sessions(Connection connection) throws SQLException {
    if (options.ignores(EvenIf.CONNECTED)) {
      return this;
    }
    List<OtherSession> others = OtherSession.of(connection, config.script().table().lockKey());
    if (!others.isEmpty()) {
      List<String> names = others.stream().map(OtherSession::toString).toList();
      found.add(
          "other applications are connected:\n    "
              + some(names, "\n    ")
              + "\n  stop them first, or go on with -Ddb.evenIf=connected");
    }
    return this;
  }

  /**
   * A database that this chain did not make is somebody else's.
   *
   * @param inventory what is in it
   * @param cut whether an earlier nuke of this chain's database was cut
   */
  Obstacles history(DatabaseState state, Inventory inventory, boolean cut) {
    if (options.ignores(EvenIf.FOREIGN) || cut) {
      return this;
    }
    Chain chain = config.migrations().chain();
    List<String> orphans =
        state.entries().stream()
            .map(HistoryEntry::revision)
            .filter(id -> !RevisionId.isValid(id) || chain.find(new RevisionId(id)) == null)
            .toList();
    if (!orphans.isEmpty()) {
      found.add(
          "the history is not this chain's: "
              + some(orphans, ", ")
              + (orphans.size() == 1 ? " has" : " have")
              + " no file in "
              + config.migrations().label()
              + "\n  is this the right database, and the right branch? If so: -Ddb.evenIf=foreign");
    } else if (state.entries().isEmpty() && !inventory.isEmpty()) {
      found.add(
          "nothing says that this chain made what is here: the history "
              + (state.historyExists() ? "is empty" : "is missing")
              + ", and there are "
              + String.join(", ", inventory.counts())
              + "\n  is this the right database? If so: -Ddb.evenIf=foreign");
    }
    return this;
  }

  /** What would go along without being named. */
  Obstacles dependents(Inventory inventory) {
    if (!inventory.dependents().isEmpty() && !options.ignores(EvenIf.DEPENDENTS)) {
      found.add(
          "objects outside "
              + String.join(", ", options.schemas())
              + " depend on what is dropped:\n    "
              + some(inventory.dependents(), "\n    ")
              + "\n  drop them first; or drop them along with -Ddb.evenIf=dependents");
    }
    return this;
  }

  /**
   * Refuses, if there is any.
   *
   * @param what what is refused, such as {@code nuke of app}
   */
  void refuse(String what) {
    if (found.size() == 1) {
      String only = found.get(0);
      int remedy = only.lastIndexOf("\n  ");
      throw new MigrationException(
          what + " is refused: " + only.substring(0, remedy), only.substring(remedy + 3));
    }
    if (!found.isEmpty()) {
      throw new MigrationException(what + " is refused:\n" + String.join("\n", found), "");
    }
  }

  static String some(List<String> names, String between) {
    return names.size() <= MOST_NAMES
        ? String.join(between, names)
        : String.join(between, names.subList(0, MOST_NAMES))
            + between
            + "and "
            + (names.size() - MOST_NAMES)
            + " more";
  }
}
