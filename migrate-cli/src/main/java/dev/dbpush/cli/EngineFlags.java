package dev.dbpush.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the engine works on a database. */
final class EngineFlags {
  @Option(
      names = "--history-schema",
      paramLabel = "NAME",
      description = "The schema of the history table. Default: public.")
  private @Nullable String historySchema;

  @Option(
      names = "--history-table",
      paramLabel = "NAME",
      description = "The history table. Default: dbpush_history.")
  private @Nullable String historyTable;

  @Option(
      names = "--search-path",
      paramLabel = "NAMES",
      description = "The schemas that statements run with; part of the digest. Default: public.")
  private @Nullable String searchPath;

  @Option(
      names = "--lock-timeout",
      paramLabel = "TIME",
      description = "The longest wait for a table's lock: 5s, 500ms, none. Default: 5s.")
  private @Nullable String lockTimeout;

  @Option(
      names = "--statement-timeout",
      paramLabel = "TIME",
      description = "The longest run of one statement. Default: none.")
  private @Nullable String statementTimeout;

  @Option(
      names = "--wait-for-lock",
      paramLabel = "TIME",
      description = "The longest wait for another push on the same database. Default: 60s.")
  private @Nullable String waitForLock;

  @Option(
      names = "--batch",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Merges neighbouring ALTER TABLE statements on one table. Default: true.")
  private @Nullable String batch;

  @Option(
      names = "--approved",
      paramLabel = "DIGEST",
      description = "The digest of the only script that may run: sha256:...")
  private @Nullable String approved;

  @Option(
      names = "--allow",
      paramLabel = "RULES",
      description = "Hazard rules that are not told, with commas; or all.")
  private @Nullable String allow;

  @Option(
      names = "--deny",
      paramLabel = "RULES",
      description = "Hazard rules that stop a push, with commas; or all.")
  private @Nullable String deny;

  @Nullable String allowed() {
    return allow;
  }

  void into(Map<String, @Nullable String> values) {
    values.put("history.schema", historySchema);
    values.put("history.table", historyTable);
    values.put("searchPath", searchPath);
    values.put("lockTimeout", lockTimeout);
    values.put("statementTimeout", statementTimeout);
    values.put("waitForLock", waitForLock);
    values.put("batch", batch);
    values.put("approved", approved);
    values.put("allow", allow);
    values.put("deny", deny);
  }
}
