package dev.dbpush.core.safety;

import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.UnderLock;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.history.HistoryEntry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Empties the managed schemas: looks, tells, refuses or asks, dumps, and then drops. */
final class Destruction {
  /** More tables than this are not told one by one. */
  private static final int MOST_TABLES = 20;

  private final MigratorConfig config;
  private final SafetyOptions options;
  private final String verb;
  private final List<String> beside;

  Destruction(MigratorConfig config, SafetyOptions options, String verb, List<String> beside) {
    this.config = config;
    this.options = options;
    this.verb = verb;
    this.beside = beside;
  }

  /**
   * Does it.
   *
   * @param before looks at the database under the lock before anything is lost, and throws to stop
   *     it
   */
  DestroyOutcome run(Consumer<DatabaseState> before) {
    long start = System.nanoTime();
    return new UnderLock(config).run((connection, state) -> run(connection, state, before, start));
  }

  private DestroyOutcome run(
      Connection connection, DatabaseState state, Consumer<DatabaseState> before, long start)
      throws SQLException {
    Inventory inventory =
        new InventoryReader(connection, config.script().table()).read(options.schemas());
    Emptying emptying = new Emptying(connection, config, state);
    List<String> losses = losses(connection, state, inventory);
    tell(state, losses);
    new Obstacles(config, options)
        .protection(connection, state.database())
        .sessions(connection)
        .history(state, inventory, emptying.wasCut())
        .dependents(inventory)
        .refuse(verb + " of " + state.database());
    before.accept(state);
    boolean nothing = inventory.isEmpty() && state.entries().isEmpty() && beside.isEmpty();
    int passes = emptying.plan(inventory);
    List<String> statements = emptying.statements();
    Path backup = null;
    if (!options.dryRun() && !nothing) {
      Consent.require(options, state.database(), what(state, inventory));
      backup = backup(state);
    }
    if (!options.dryRun()) {
      passes = emptying.run();
    }
    return new DestroyOutcome(
        verb,
        state.database(),
        inventory.counts(),
        losses,
        statements,
        passes,
        options.dryRun(),
        backup,
        null,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private @Nullable Path backup(DatabaseState state) {
    Path folder = options.backup();
    return folder == null ? null : Backup.of(config, folder).take(state);
  }

  private String what(DatabaseState state, Inventory inventory) {
    List<String> lost = new ArrayList<>(inventory.counts());
    if (!state.entries().isEmpty()) {
      lost.add("the history");
    }
    lost.addAll(beside);
    String last = lost.remove(lost.size() - 1);
    String all = lost.isEmpty() ? last : String.join(", ", lost) + " and " + last;
    return "this " + verb + " drops " + all + " of " + state.database();
  }

  private void tell(DatabaseState state, List<String> losses) {
    if (losses.isEmpty()) {
      config.listener().info("There is nothing to lose in " + state.database() + ".");
      return;
    }
    config.listener().info("What a " + verb + " of " + state.database() + " drops:");
    losses.forEach(line -> config.listener().info("  " + line));
  }

  private List<String> losses(Connection connection, DatabaseState state, Inventory inventory)
      throws SQLException {
    if (inventory.isEmpty() && state.entries().isEmpty()) {
      return List.of();
    }
    List<String> losses = new ArrayList<>(tables(connection, inventory));
    inventory.counts().stream()
        .filter(count -> !count.endsWith(" table") && !count.endsWith(" tables"))
        .forEach(losses::add);
    long applied = state.entries().stream().filter(HistoryEntry::isDone).count();
    losses.add(
        "the history of "
            + applied
            + (applied == 1 ? " revision" : " revisions")
            + (applied == 0 ? "" : ", which is at " + String.join(", ", state.current())));
    return losses;
  }

  private List<String> tables(Connection connection, Inventory inventory) throws SQLException {
    List<DroppedObject> tables =
        inventory.tables().stream()
            .sorted(Comparator.comparing(DroppedObject::rows).reversed())
            .toList();
    Map<String, Long> estimates = new LinkedHashMap<>();
    tables.stream()
        .limit(MOST_TABLES)
        .forEach(table -> estimates.put(table.identity(), table.rows()));
    List<String> lines = new ArrayList<>();
    RowCounts.of(connection, estimates)
        .forEach((table, rows) -> lines.add("table " + table + ": " + rows));
    if (tables.size() > MOST_TABLES) {
      long rest = tables.stream().skip(MOST_TABLES).mapToLong(t -> Math.max(0, t.rows())).sum();
      lines.add(
          tables.size() - MOST_TABLES + " more tables, with about " + rest + " rows together");
    }
    return lines;
  }
}
