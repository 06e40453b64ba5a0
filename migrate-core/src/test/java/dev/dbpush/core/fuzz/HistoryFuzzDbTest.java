package dev.dbpush.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.HistoryReport;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.StatusReport;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.health.HealthReport;
import dev.dbpush.core.health.HealthVerb;
import dev.dbpush.core.report.HealthText;
import dev.dbpush.core.report.HistoryText;
import dev.dbpush.core.report.StatusText;
import dev.dbpush.core.report.Style;
import dev.dbpush.core.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class HistoryFuzzDbTest {
  /** What stands in a column of text: ours, nothing, another tool's, an attack. */
  private static final List<String> TEXTS =
      List.of(
          "NULL",
          "''",
          "'000000000001'",
          "'000000000002'",
          "'000000000003'",
          "'0000000000ff'",
          "'done'",
          "'running'",
          "'up'",
          "'down'",
          "'no such state'",
          "'v1:' || repeat('0', 64)",
          "'1'",
          "E'a\\nb\\r\\t'",
          "E'\\x1b[2Jcleared'",
          "U&'\\202Egnitset'",
          "'x''; DROP TABLE canary; --'",
          "'$dbpush$; DROP TABLE canary; --'",
          "repeat('x', 100000)",
          "'\uD83D\uDE00'");

  private static final List<String> NUMBERS =
      List.of("NULL", "0", "1", "2", "-1", "2147483647", "-2147483648");

  private static final List<String> ARRAYS =
      List.of(
          "NULL",
          "'{}'",
          "'{000000000001}'",
          "'{000000000002}'",
          "'{000000000003}'",
          "'{000000000001,000000000001}'",
          "'{NULL}'",
          "'{{a,b},{c,d}}'",
          "'[5:6]={a,b}'",
          "array_fill('x'::text, ARRAY[20000])",
          "ARRAY[E'\\x1b[2J', '''; DROP TABLE canary; --']");

  private static final List<String> TIMES =
      List.of("NULL", "now()", "'infinity'", "'-infinity'", "'294276-12-31'", "'4713-01-01 BC'");

  private static final List<String> SETTINGS =
      List.of(
          "('layout:dbpush_history', '1')",
          "('layout:dbpush_history', '1')",
          "('layout:dbpush_history', '1')",
          "('layout:dbpush_history', '99')",
          "('layout:dbpush_history', 'many')",
          "('layout:dbpush_history', NULL)",
          "(NULL, NULL)",
          "('protected', NULL)",
          "('protected', 'production')",
          "(E'\\x1b[2J', 'x')");

  /** Changes of the table itself, each undone by the next table. */
  private static final List<String> SHAPES =
      List.of(
          "",
          "",
          "",
          "",
          "",
          "",
          "ALTER TABLE dbpush_history DROP COLUMN slug",
          "ALTER TABLE dbpush_history DROP COLUMN state, ADD COLUMN state int",
          "ALTER TABLE dbpush_history ALTER parents TYPE text",
          "ALTER TABLE dbpush_history ALTER segments TYPE text",
          "ALTER TABLE dbpush_history ALTER applied_at TYPE text",
          "ALTER TABLE dbpush_history ADD COLUMN extra int NOT NULL DEFAULT 1",
          "ALTER TABLE dbpush_history RENAME TO h; CREATE VIEW dbpush_history AS SELECT * FROM h",
          "DROP TABLE dbpush_settings");

  private static final String TABLES =
      """
      DO $$ BEGIN
        IF (SELECT relkind FROM pg_class WHERE oid = to_regclass('dbpush_history')) = 'v' THEN
          DROP VIEW dbpush_history;
        END IF; END $$;
      DROP TABLE IF EXISTS h, dbpush_history, dbpush_settings;
      CREATE TABLE dbpush_history (revision text, parents text[], slug text, checksum text,
        segments integer, segments_done integer, segment_started integer, segment_hashes text[],
        state text, direction text, applied_at timestamptz DEFAULT now(),
        applied_by text DEFAULT SESSION_USER, applied_via text, execution_ms bigint,
        script_digest text);
      CREATE TABLE dbpush_settings (name text, value text, set_at timestamptz, set_by text);
      """;

  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  @TempDir private Path folder;

  @Test
  void aHistoryOfAnotherHandIsReadOrRefusedClearly() throws Exception {
    Fuzz fuzz = new Fuzz("histories", 0.05);
    Random random = fuzz.random();
    TestChain chain = new TestChain(folder, DATABASE);
    for (int i = 1; i <= 3; i++) {
      chain.revision(
          i, "CREATE TABLE IF NOT EXISTS t" + i + " ();", "DROP TABLE IF EXISTS t" + i + ";");
    }
    DATABASE.execute("CREATE TABLE canary (id int); INSERT INTO canary VALUES (1)");
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      fuzz.run(
          () -> history(random),
          sql -> {
            statement.execute(TABLES + sql);
            read(chain.migrator());
            if ((sql.hashCode() & 12) == 0) {
              look(chain.config());
            }
            write(chain.migrator(), sql.hashCode() & 3);
            Clear.printable(String.join("\n", chain.heard()));
          });
    }
    assertThat(DATABASE.query("SELECT count(*) FROM canary")).containsExactly("1");
  }

  private static void read(Migrator migrator) {
    try {
      StatusReport status = migrator.status();
      HistoryReport report = migrator.report();
      List<String> shown = new ArrayList<>(StatusText.lines(status, migrator.chain(), Style.PLAIN));
      shown.addAll(HistoryText.lines(report, Style.PLAIN));
      shown.forEach(line -> assertThat(line).doesNotContain("\n"));
      Clear.printable(String.join("\n", shown));
      Clear.printable(StatusText.json(status) + HistoryText.json(report));
    } catch (RuntimeException e) {
      Clear.failure(e);
    }
  }

  private static void look(MigratorConfig config) {
    try {
      HealthReport report = new HealthVerb(config, List.of()).run();
      Clear.printable(String.join("\n", HealthText.lines(report, Style.PLAIN)));
      Clear.printable(HealthText.json(report, remedy -> remedy));
    } catch (RuntimeException e) {
      Clear.failure(e);
    }
  }

  private static void write(Migrator migrator, int verb) {
    try {
      switch (verb) {
        case 0 -> migrator.downgrade(Target.BASE);
        case 1 -> migrator.stamp(Target.HEAD);
        case 2 -> migrator.resolve(false);
        default -> migrator.push(Target.HEAD);
      }
    } catch (RuntimeException e) {
      Clear.failure(e);
    }
  }

  /** SQL that fills the tables; half of the columns of half of the rows are sound. */
  private static String history(Random random) {
    StringBuilder sql = new StringBuilder();
    int rows = random.nextInt(4);
    for (int i = 1; i <= rows; i++) {
      sql.append("INSERT INTO dbpush_history VALUES (")
          .append(
              String.join(
                  ", ",
                  sound(random) ? "'00000000000" + i + "'" : any(random, TEXTS),
                  sound(random)
                      ? i == 1 ? "'{}'" : "'{00000000000" + (i - 1) + "}'"
                      : any(random, ARRAYS),
                  sound(random) ? "'step_" + i + "'" : any(random, TEXTS),
                  any(random, TEXTS),
                  sound(random) ? "1" : any(random, NUMBERS),
                  sound(random) ? "1" : any(random, NUMBERS),
                  sound(random) ? "NULL" : any(random, NUMBERS),
                  sound(random) ? "NULL" : any(random, ARRAYS),
                  sound(random)
                      ? random.nextInt(3) == 0 ? "'running'" : "'done'"
                      : any(random, TEXTS),
                  sound(random) ? random.nextInt(3) == 0 ? "'down'" : "'up'" : any(random, TEXTS),
                  sound(random) ? "now()" : any(random, TIMES),
                  sound(random) ? "'app'" : any(random, TEXTS),
                  sound(random) ? "'online'" : any(random, TEXTS),
                  any(random, NUMBERS),
                  any(random, TEXTS)))
          .append(");\n");
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      sql.append("INSERT INTO dbpush_settings (name, value) VALUES ")
          .append(any(random, SETTINGS))
          .append(";\n");
    }
    return sql.append(any(random, SHAPES)).toString();
  }

  private static boolean sound(Random random) {
    return random.nextInt(5) > 0;
  }

  private static String any(Random random, List<String> pool) {
    return pool.get(random.nextInt(pool.size()));
  }
}
