package dev.dbpush.sql.statement;

import static dev.dbpush.sql.statement.TransactionRules.reason;

import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Optional;

/**
 * Subscriptions: what talks to the publisher cannot be rolled back. PostgreSQL documentation, SQL
 * commands CREATE SUBSCRIPTION and ALTER SUBSCRIPTION.
 */
final class SubscriptionRules {
  /** The first version that can change {@code failover}, and checks it like this. */
  private static final int FAILOVER_SINCE = 17;

  /** The first version that can change {@code two_phase}; switching it off alters the slot. */
  private static final int TWO_PHASE_SINCE = 18;

  private SubscriptionRules() {}

  /** Refused when it makes a replication slot; it does by default, and never without connecting. */
  static Optional<String> create(TokenCursor cursor) {
    while (!cursor.atEnd() && !cursor.peekWords("with")) {
      cursor.next();
    }
    cursor.accept("with");
    Options options = Options.at(cursor);
    boolean makesSlot =
        options.has("create_slot") ? options.isOn("create_slot") : !options.isOff("connect");
    return makesSlot ? reason("CREATE SUBSCRIPTION … WITH (create_slot = true)") : Optional.empty();
  }

  static Optional<String> alter(TokenCursor cursor, int serverMajor) {
    cursor.acceptIdentifier();
    if (cursor.accept("refresh")) {
      return reason("ALTER SUBSCRIPTION … REFRESH");
    }
    if (cursor.peekWords("set", "publication")
        || cursor.peekWords("add", "publication")
        || cursor.peekWords("drop", "publication")) {
      while (!cursor.atEnd() && !cursor.peekWords("with")) {
        cursor.next();
      }
      cursor.accept("with");
      return Options.at(cursor).isOff("refresh")
          ? Optional.empty()
          : reason("ALTER SUBSCRIPTION … PUBLICATION with refresh");
    }
    if (cursor.accept("set")) {
      Options options = Options.at(cursor);
      boolean refused =
          (options.has("failover") && serverMajor >= FAILOVER_SINCE)
              || (options.isOff("two_phase") && serverMajor >= TWO_PHASE_SINCE);
      return refused
          ? reason("ALTER SUBSCRIPTION … SET (failover or two_phase)")
          : Optional.empty();
    }
    return Optional.empty();
  }
}
