package dev.dbpush.core.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.Psql;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.core.testing.TestServer;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.text.Flavour;
import dev.dbpush.sql.script.text.TextOptions;
import dev.dbpush.sql.script.text.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The variants of a script that change nothing: they look, or take back what they did. */
final class VariantDbTest {
  private static final String TABLE =
      "CREATE TABLE a (id bigint PRIMARY KEY, b int, c int, d text);";

  @RegisterExtension private final TestDatabase database = TestDatabase.on(TestServer::dumpable);

  @TempDir private Path folder;

  @Test
  void verifyPassesBehindAPushAndNamesWhatIsMissing() throws Exception {
    ScriptDatabase scripts = new ScriptDatabase(folder, database);
    scripts.chain().migrator().push(Target.HEAD);

    assertThat(rows(Variant.VERIFY, Target.BASE, "FAIL")).isEmpty();
    assertThat(rows(Variant.VERIFY, Target.BASE, "PASS"))
        .anyMatch(row -> row.contains("a_n"))
        .anyMatch(row -> row.contains("000000000003"));

    database.execute(
        "DROP INDEX a_n; DROP TABLE c; DELETE FROM dbpush_history WHERE slug = 'step_3'");
    assertThat(rows(Variant.VERIFY, Target.BASE, "FAIL"))
        .hasSize(3)
        .anyMatch(row -> row.contains("a_n"))
        .anyMatch(row -> row.contains("000000000003"));
  }

  @Test
  void verifyOfADowngradeLooksForWhatIsGone() throws Exception {
    ScriptDatabase scripts = new ScriptDatabase(folder, database);
    scripts.chain().migrator().push(Target.HEAD);
    TextOptions verify = new TextOptions(Flavour.PSQL, Variant.VERIFY, false, true);
    String script =
        scripts.script(verify, Direction.DOWN, Target.HEAD, ScriptDatabase.at(2)).asString();

    assertThat(Psql.required().run(database, script).output()).contains("FAIL");
    scripts.chain().migrator().downgrade(ScriptDatabase.at(2));
    assertThat(Psql.required().run(database, script).output())
        .contains("PASS")
        .doesNotContain("FAIL");
  }

  @Test
  void aRehearsalRunsTheStatementsAndLeavesNothing() throws Exception {
    ScriptDatabase scripts = new ScriptDatabase(folder, database);
    scripts.chain();
    Psql.Result rehearsed = run(Variant.REHEARSAL, Target.BASE);

    assertThat(rehearsed.errors()).isEmpty();
    assertThat(rehearsed.output()).contains("rehearsed, and taken back");
    assertThat(scripts.objects()).isEmpty();
    assertThat(scripts.history()).isEmpty();
  }

  @Test
  void aRehearsalFailsWhereTheScriptWould() throws Exception {
    new TestChain(folder, database)
        .revision(1, "CREATE TABLE a (n int);\nINSERT INTO a VALUES (1), (1);", "DROP TABLE a;")
        .revision(2, "ALTER TABLE a ADD UNIQUE (n);", "SELECT 1;");
    Psql.Result rehearsed = run(Variant.REHEARSAL, Target.BASE);

    assertThat(rehearsed.errors()).contains("could not create unique index");
    assertThat(rehearsed.output()).doesNotContain("rehearsed, and taken back");
    assertThat(new ScriptDatabase(folder, database).history()).isEmpty();
  }

  @Test
  void preflightHasARowAndTheRowsForEachThingAtRisk() throws Exception {
    risky();
    database.execute("INSERT INTO a SELECT g FROM generate_series(1, 700) g; ANALYZE a");

    List<String> rows = rows(Variant.PREFLIGHT, ScriptDatabase.at(1), "LOOK");

    assertThat(rows).anyMatch(row -> row.matches(".*drop-column.*a\\.b .*700.*"));
    assertThat(rows).anyMatch(row -> row.matches(".*drop-column.*a\\.c .*700.*"));
    assertThat(rows).anyMatch(row -> row.matches(".*change-type.*a\\.d .*700.*"));
    assertThat(rows(Variant.PREFLIGHT, ScriptDatabase.at(1), "STOP")).isEmpty();
  }

  @Test
  void preflightNamesWhoHoldsATable() throws Exception {
    risky();
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      statement.execute("SET application_name = 'report'; BEGIN; SELECT FROM a");
      assertThat(rows(Variant.PREFLIGHT, ScriptDatabase.at(1), "LOOK"))
          .anyMatch(row -> row.contains("AccessShareLock") && row.contains("report"));
    }
    assertThat(rows(Variant.PREFLIGHT, ScriptDatabase.at(1), "LOOK"))
        .noneMatch(row -> row.contains("AccessShareLock"));
  }

  @Test
  void preflightStopsWhereAPushIsAtWork() throws Exception {
    risky();
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + config().script().table().lockKey() + ")");
      assertThat(rows(Variant.PREFLIGHT, ScriptDatabase.at(1), "STOP"))
          .singleElement()
          .asString()
          .contains("no other push or script");
    }
  }

  /** A table that is in use, and a revision that takes columns from it. */
  private void risky() throws SQLException {
    new TestChain(folder, database)
        .revision(1, TABLE, "DROP TABLE a;")
        .revision(
            2,
            "ALTER TABLE a DROP COLUMN b, DROP COLUMN c, ALTER d TYPE int USING d::int;",
            "SELECT 1;")
        .migrator()
        .push(ScriptDatabase.at(1));
  }

  private List<String> rows(Variant variant, Target from, String verdict) throws IOException {
    Psql.Result result = run(variant, from);
    assertThat(result.errors()).isEmpty();
    return result
        .output()
        .lines()
        .map(String::strip)
        .filter(row -> row.startsWith(verdict))
        .toList();
  }

  private Psql.Result run(Variant variant, Target from) throws IOException {
    TextOptions text = new TextOptions(Flavour.PSQL, variant, false, true);
    String script =
        new OfflineScript(config())
            .render(ScriptRequest.push().between(from, Target.HEAD).written(text))
            .asString();
    return Psql.required().run(database, script);
  }

  private MigratorConfig config() {
    return MigratorConfig.of(Migrations.in(new MigrationFolder(folder, "migrations")));
  }
}
