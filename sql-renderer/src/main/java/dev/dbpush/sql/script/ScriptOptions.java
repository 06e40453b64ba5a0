package dev.dbpush.sql.script;

import dev.dbpush.sql.history.Guard;
import dev.dbpush.sql.history.HistoryTable;
import java.time.Duration;
import java.util.List;

/**
 * What a script is rendered with.
 *
 * @param table the history table
 * @param via what the history records as the way: {@code online}, {@code script}, {@code startup}
 * @param serverMajor the server's major version, 14 to 18, or 0 where it is not known
 * @param searchPath the schemas of the pinned {@code search_path}, in order
 * @param lockTimeout {@code lock_timeout} of transactional segments; zero for none
 * @param statementTimeout {@code statement_timeout}; zero for none
 * @param batch whether neighbouring {@code ALTER TABLE} statements are merged
 * @param guard what the guards check beside the step
 */
public record ScriptOptions(
    HistoryTable table,
    String via,
    int serverMajor,
    List<String> searchPath,
    Duration lockTimeout,
    Duration statementTimeout,
    boolean batch,
    Guard guard) {
  /** The way of a push from the command line or a build. */
  public static final String ONLINE = "online";

  /** The way of a script that a person runs. */
  public static final String SCRIPT = "script";

  /** The way of an application that migrates itself. */
  public static final String STARTUP = "startup";

  /** Five seconds: longer than any short lock is held, shorter than an outage. */
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(5);

  /** Copies the list. */
  public ScriptOptions {
    searchPath = List.copyOf(searchPath);
  }

  /** The defaults: everything in {@code public}, batching on, no server known. */
  public static ScriptOptions defaults() {
    return new ScriptOptions(
        HistoryTable.DEFAULT,
        ONLINE,
        0,
        List.of("public"),
        DEFAULT_LOCK_TIMEOUT,
        Duration.ZERO,
        true,
        Guard.exactState());
  }

  /** The same for another way. */
  public ScriptOptions withVia(String other) {
    return new ScriptOptions(
        table, other, serverMajor, searchPath, lockTimeout, statementTimeout, batch, guard);
  }

  /** The same for a server's major version. */
  public ScriptOptions withServerMajor(int major) {
    return new ScriptOptions(
        table, via, major, searchPath, lockTimeout, statementTimeout, batch, guard);
  }

  /** The same with another pinned search path. */
  public ScriptOptions withSearchPath(List<String> schemas) {
    return new ScriptOptions(
        table, via, serverMajor, schemas, lockTimeout, statementTimeout, batch, guard);
  }

  /** The same with other timeouts; zero for none. */
  public ScriptOptions withTimeouts(Duration lock, Duration statement) {
    return new ScriptOptions(table, via, serverMajor, searchPath, lock, statement, batch, guard);
  }

  /** The same with another history table. */
  public ScriptOptions withTable(HistoryTable other) {
    return new ScriptOptions(
        other, via, serverMajor, searchPath, lockTimeout, statementTimeout, batch, guard);
  }

  /** The same with or without merged {@code ALTER TABLE} statements. */
  public ScriptOptions withBatch(boolean on) {
    return new ScriptOptions(
        table, via, serverMajor, searchPath, lockTimeout, statementTimeout, on, guard);
  }

  /** The same with another guard. */
  public ScriptOptions withGuard(Guard other) {
    return new ScriptOptions(
        table, via, serverMajor, searchPath, lockTimeout, statementTimeout, batch, other);
  }
}
