package dev.dbpush.core.health;

import dev.dbpush.core.health.Facts.OpenTransaction;
import dev.dbpush.core.health.Facts.Server;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.history.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges server, role, sessions and history. */
final class ServerChecks {
  /** A transaction that is open for longer holds up concurrent index builds, and vacuum. */
  private static final int LONG_SECONDS = 300;

  /** At two thousand million the server stops taking writes. PostgreSQL documentation, 24.1.5. */
  private static final long XID_LIMIT = 2_000_000_000L;

  private final Facts facts;
  private final DatabaseState state;
  private final long lockSeconds;
  private final String cutMark;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Checks.
   *
   * @param lockSeconds how long a push waits for a table's lock
   * @param cutMark the setting that a cut nuke leaves behind
   */
  ServerChecks(Facts facts, DatabaseState state, long lockSeconds, String cutMark) {
    this.facts = facts;
    this.state = state;
    this.lockSeconds = lockSeconds;
    this.cutMark = cutMark;
  }

  List<Finding> all() {
    primary();
    pooler();
    rights();
    owners();
    history();
    lock();
    transactions();
    prepared();
    transactionIds();
    connections();
    return findings;
  }

  private void primary() {
    if (state.standby()) {
      findings.add(
          Finding.problem(
              "primary",
              "a standby: it takes no writes",
              List.of(),
              "connect to the primary; several hosts with targetServerType=primary find it"));
    } else if (facts.server().readOnly()) {
      findings.add(
          Finding.problem(
              "primary",
              "transactions are read-only by default (default_transaction_read_only)",
              List.of(),
              "lift it for this role or database: ALTER ROLE or ALTER DATABASE … RESET"
                  + " default_transaction_read_only"));
    } else {
      findings.add(Finding.ok("primary", "a primary"));
    }
  }

  private void pooler() {
    findings.add(
        facts.behindPooler()
            ? Finding.warning(
                "pooler",
                "a connection pooler is between",
                List.of(),
                "connect to the server itself, or to a pool in session mode: lock and guards live"
                    + " in one session")
            : Finding.ok("pooler", "no connection pooler between"));
  }

  private void rights() {
    Server server = facts.server();
    List<String> missing = new ArrayList<>();
    if (!server.temp()) {
      missing.add("TEMP on the database: GRANT TEMPORARY ON DATABASE … TO " + server.role());
    }
    for (Facts.SchemaRights schema : facts.schemas()) {
      if (!schema.exists()) {
        missing.add("the schema " + schema.schema() + " does not exist: CREATE SCHEMA");
      } else if (!schema.usage() || !schema.create()) {
        missing.add(
            (schema.usage() ? "CREATE" : schema.create() ? "USAGE" : "USAGE, CREATE")
                + " on the schema "
                + schema.schema()
                + ": GRANT USAGE, CREATE ON SCHEMA … TO "
                + server.role());
      }
    }
    if (!server.historyRights()) {
      missing.add("SELECT, INSERT, UPDATE, DELETE on the history table");
    }
    if (!server.settingsRights()) {
      missing.add("SELECT, INSERT on dbpush_settings");
    }
    findings.add(
        missing.isEmpty()
            ? Finding.ok("rights", "the role " + server.role() + " has what a push needs")
            : Finding.problem(
                "rights",
                "the role " + server.role() + " lacks rights that a push needs",
                missing,
                "grant them, or push as another role"));
  }

  private void owners() {
    if (facts.foreignOwners().isEmpty()) {
      findings.add(Finding.ok("owners", "the role may alter every table"));
      return;
    }
    long count = facts.foreignOwners().get(0).count();
    List<String> names = new ArrayList<>();
    facts.foreignOwners().forEach(one -> names.add(one.relation() + ", of " + one.owner()));
    if (count > names.size()) {
      names.add("and " + (count - names.size()) + " more");
    }
    findings.add(
        Finding.warning(
            "owners",
            count + (count == 1 ? " relation belongs" : " relations belong") + " to other roles",
            names,
            "a migration that alters one fails: push as the owner, or GRANT owner TO "
                + facts.server().role()));
  }

  private void history() {
    Optional<HistoryEntry> running = state.running();
    if (running.isPresent()) {
      HistoryEntry entry = running.get();
      findings.add(
          Finding.problem(
              "history",
              "revision "
                  + entry.revision()
                  + " "
                  + entry.slug()
                  + " is half "
                  + (entry.isHalfDown() ? "undone" : "done")
                  + ": "
                  + entry.segmentsDone()
                  + " of "
                  + entry.segments()
                  + " segments",
              List.of(),
              "db:" + (entry.isHalfDown() ? "downgrade" : "push") + " goes on where it stopped"));
    } else if (state.settings().containsKey(cutMark)) {
      findings.add(
          Finding.problem(
              "history", "a nuke was cut half-way", List.of(), "run db:nuke again: it goes on"));
    } else if (!state.historyExists() && !facts.server().historyRights()) {
      findings.add(
          Finding.problem(
              "history",
              "the role may not read the history: nobody knows where the database is",
              List.of(),
              "it needs USAGE on the history's schema and SELECT on its two tables"));
    } else if (!state.historyExists()) {
      findings.add(Finding.ok("history", "no history yet: nothing was pushed here"));
    } else {
      int applied = state.applied().size();
      findings.add(
          Finding.ok(
              "history",
              applied
                  + (applied == 1 ? " revision" : " revisions")
                  + " applied, at "
                  + (applied == 0 ? "base" : String.join(", ", state.current()))));
    }
  }

  private void lock() {
    findings.add(
        facts.lockHolder() == null
            ? Finding.ok("lock", "no push or script at work")
            : Finding.warning(
                "lock",
                "a push or script is at work",
                List.of(facts.lockHolder()),
                "wait for it; if it hangs, SELECT pg_terminate_backend(PID) ends it"));
  }

  private void transactions() {
    List<String> blocking = new ArrayList<>();
    List<String> longOnes = new ArrayList<>();
    for (OpenTransaction open : facts.transactions()) {
      String line = open.session() + ", open for " + open.seconds() + " s";
      if (open.lockedRelations() > 0 && open.seconds() > lockSeconds) {
        blocking.add(line + ", holds " + open.lockedRelations() + " relations: " + open.query());
      } else if (open.seconds() > LONG_SECONDS) {
        longOnes.add(line + (open.query().isEmpty() ? "" : ": " + open.query()));
      }
    }
    if (!blocking.isEmpty()) {
      findings.add(
          Finding.problem(
              "transactions",
              "open transactions hold tables for longer than a push waits (" + lockSeconds + " s)",
              blocking,
              "wait for them or end them: SELECT pg_terminate_backend(PID)"));
    }
    if (!longOnes.isEmpty()) {
      findings.add(
          Finding.warning(
              "long-transactions",
              "long transactions hold up concurrent index builds and vacuum",
              longOnes,
              "wait for them or end them before a CREATE INDEX CONCURRENTLY"));
    }
    if (blocking.isEmpty() && longOnes.isEmpty()) {
      String blind =
          facts.server().seesOthers() ? "" : ", as far as this role sees (pg_read_all_stats)";
      findings.add(Finding.ok("transactions", "no transaction is in the way" + blind));
    }
  }

  private void prepared() {
    findings.add(
        facts.prepared().isEmpty()
            ? Finding.ok("prepared-transactions", "no prepared transactions")
            : Finding.warning(
                "prepared-transactions",
                "prepared transactions keep their locks, restarts included",
                facts.prepared(),
                "COMMIT PREPARED or ROLLBACK PREPARED what nobody will finish"));
  }

  private void transactionIds() {
    Server server = facts.server();
    String age = server.xidAge() / 1_000_000 + " million transactions old";
    if (server.xidAge() > XID_LIMIT / 5 * 4) {
      findings.add(
          Finding.problem(
              "transaction-ids",
              "the oldest transaction id is " + age + "; at 2,000 million the server stops",
              List.of(),
              "find what holds vacuum up (long transactions, prepared ones, replication slots), and"
                  + " VACUUM the oldest tables"));
    } else if (server.xidAge() > server.freezeMaxAge() * 3 / 2) {
      findings.add(
          Finding.warning(
              "transaction-ids",
              "the oldest transaction id is " + age + ": vacuum does not keep up",
              List.of(),
              "find what holds vacuum up (long transactions, prepared ones, replication slots)"));
    } else {
      findings.add(Finding.ok("transaction-ids", "the oldest transaction id is " + age));
    }
  }

  private void connections() {
    Server server = facts.server();
    String used = server.connections() + " of " + server.maxConnections() + " connections";
    findings.add(
        server.connections() > server.maxConnections() / 10 * 9
            ? Finding.warning(
                "connections",
                used + " are in use",
                List.of(),
                "end some, or raise max_connections")
            : Finding.ok("connections", used));
  }
}
