package dev.dbpush.core.options;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.sql.file.PgDuration;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.history.HistoryTable;
import dev.dbpush.sql.script.ScriptOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the engine works, read from the texts of the options {@code history.schema}, {@code
 * history.table}, {@code searchPath}, {@code lockTimeout}, {@code statementTimeout}, {@code
 * waitForLock}, {@code retry.attempts}, {@code retry.delay}, {@code batch}, {@code approved},
 * {@code allow} and {@code deny}.
 *
 * @param script how scripts are rendered
 * @param connectRetry attempts to connect
 * @param waitForLock longest wait for another push
 * @param approved the digest of the only script that may run; null for any
 * @param hazards which hazards are quiet, and which stop a push
 */
public record EngineOptions(
    ScriptOptions script,
    Retry connectRetry,
    Duration waitForLock,
    @Nullable String approved,
    HazardPolicy hazards) {

  /** Losses that a comparison of two schemas sees, and no statement shows. */
  private static final List<String> ONLY_OF_COMPARISONS = List.of("drop-enum-value");

  /**
   * Reads the options.
   *
   * @param values gives an option's text by its name, without {@code db.}; null for the default
   * @throws MigrationException with every option that cannot be read
   */
  public static EngineOptions read(Function<String, @Nullable String> values) {
    return new Reader(values).read();
  }

  /** The configuration of a migrator. */
  public MigratorConfig config(
      Migrations migrations, @Nullable Database database, MigrationListener listener) {
    MigratorConfig config =
        MigratorConfig.of(migrations)
            .withScript(script)
            .withRetries(connectRetry, MigratorConfig.DEFAULT_LOCK_RETRY, waitForLock)
            .withApproved(approved)
            .withListener(listener);
    return database == null ? config : config.withDatabase(database);
  }

  /** A list with commas; blanks around the parts do not count. */
  public static List<String> list(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
  }

  private static final class Reader {
    private final Function<String, @Nullable String> values;
    private final List<String> problems = new ArrayList<>();

    Reader(Function<String, @Nullable String> values) {
      this.values = values;
    }

    EngineOptions read() {
      HistoryTable table = table();
      ScriptOptions script =
          ScriptOptions.defaults()
              .withTable(table)
              .withTimeouts(
                  duration("lockTimeout", ScriptOptions.DEFAULT_LOCK_TIMEOUT),
                  duration("statementTimeout", Duration.ZERO))
              .withBatch(flag("batch", true));
      String searchPath = values.apply("searchPath");
      if (searchPath != null) {
        script = script.withSearchPath(list(searchPath));
      }
      Retry retry = new Retry(attempts(), duration("retry.delay", Retry.DEFAULT.delay()));
      EngineOptions options =
          new EngineOptions(
              script,
              retry,
              duration("waitForLock", MigratorConfig.DEFAULT_WAIT_FOR_LOCK),
              values.apply("approved"),
              hazards());
      if (!problems.isEmpty()) {
        throw new MigrationException(
            String.join("\n", problems), "docs/options.md lists the options and their values");
      }
      return options;
    }

    private HistoryTable table() {
      try {
        return new HistoryTable(
            text("history.schema", HistoryTable.DEFAULT.schema()),
            text("history.table", HistoryTable.DEFAULT.name()));
      } catch (IllegalArgumentException e) {
        problems.add("db.history.schema, db.history.table: " + e.getMessage());
        return HistoryTable.DEFAULT;
      }
    }

    private String text(String name, String otherwise) {
      String value = values.apply(name);
      return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private Duration duration(String name, Duration otherwise) {
      String value = values.apply(name);
      if (value == null || value.isBlank()) {
        return otherwise;
      }
      try {
        return value.strip().equalsIgnoreCase("none") ? Duration.ZERO : PgDuration.parse(value);
      } catch (IllegalArgumentException e) {
        problems.add("db." + name + ": " + e.getMessage());
        return otherwise;
      }
    }

    private boolean flag(String name, boolean otherwise) {
      String value = text(name, String.valueOf(otherwise)).toLowerCase(Locale.ROOT);
      if (!value.equals("true") && !value.equals("false")) {
        problems.add("db." + name + ": it is true or false, got \"" + value + '"');
      }
      return value.equals("true");
    }

    private int attempts() {
      String value = text("retry.attempts", String.valueOf(Retry.DEFAULT.attempts()));
      if (!value.matches("[1-9][0-9]{0,3}")) {
        problems.add("db.retry.attempts: it is a number from 1 to 9999, got \"" + value + '"');
        return 1;
      }
      return Integer.parseInt(value);
    }

    private HazardPolicy hazards() {
      try {
        List<String> allow = new ArrayList<>(list(values.apply("allow")));
        allow.removeAll(ONLY_OF_COMPARISONS);
        return HazardPolicy.of(allow, list(values.apply("deny")));
      } catch (IllegalArgumentException e) {
        problems.add(
            "db.allow, db.deny: " + e.getMessage() + "\n  docs/hazards.md lists the rules");
        return HazardPolicy.NONE;
      }
    }
  }
}
