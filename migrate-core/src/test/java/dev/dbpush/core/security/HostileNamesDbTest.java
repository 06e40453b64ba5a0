package dev.dbpush.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.offline.OfflineScript;
import dev.dbpush.core.offline.ScriptRequest;
import dev.dbpush.core.options.EngineOptions;
import dev.dbpush.core.testing.Psql;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.history.HistoryTable;
import dev.dbpush.sql.script.ScriptOptions;
import dev.dbpush.sql.script.text.Flavour;
import dev.dbpush.sql.script.text.TextOptions;
import dev.dbpush.sql.script.text.Variant;
import dev.dbpush.sql.syntax.Identifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table stands in the way of each attack: it must be there, with its row, at the end. */
final class HostileNamesDbTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;

  @BeforeEach
  void aCanary() throws Exception {
    database.execute("CREATE TABLE canary (id int); INSERT INTO canary VALUES (1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"b",
        "a'b",
        "x\"; DROP TABLE canary; --",
        "x'; DROP TABLE canary; --",
        "x$$; DROP TABLE canary; --",
        "x\\'; DROP TABLE canary; --",
        ":canary",
        "%s %% %1$s",
        "\\! touch pwned",
        "-- */ /*",
        "Straße 😀"
      })
  void aNameOfTheHistoryOrTheSearchPathIsQuotedEverywhere(String name) throws Exception {
    database.execute("CREATE SCHEMA " + Identifier.quote(name));
    new TestChain(folder, database)
        .revision(1, "CREATE TABLE t1 (id int);", "DROP TABLE t1;")
        .revision(2, "CREATE INDEX CONCURRENTLY t1_id ON t1 (id);", "DROP INDEX t1_id;");
    MigratorConfig config = config(name);

    new Migrator(config).push(Target.parse("+1"));
    for (Variant variant : List.of(Variant.RUN, Variant.VERIFY)) {
      String script = script(config, new TextOptions(Flavour.PSQL, variant, true, true));
      Psql.Result result =
          Psql.required().run(database, script, "-v", "canary=1; DROP TABLE canary");
      assertThat(result.errors()).as("%s", variant).isEmpty();
      assertThat(result.exitCode()).isZero();
      assertThat(result.output()).doesNotContain("FAIL");
    }

    assertThat(new Migrator(config).status().isClean()).isTrue();
    new Migrator(config).downgrade(Target.BASE);
    assertThat(
            database.query(
                "SELECT count(*) FROM pg_class WHERE relname = "
                    + Identifier.literal(name)
                    + " AND relnamespace = "
                    + Identifier.literal(Identifier.quote(name))
                    + "::regnamespace"))
        .contains("1");
    assertThat(database.query("SELECT id FROM canary")).containsExactly("1");
    assertThat(Path.of("pwned")).doesNotExist();
  }

  @Test
  void namesThatTheQuotesOfTheProceduresCannotHoldAreRefused() {
    for (String name : List.of("x$dbpush$; DROP TABLE canary", "a\nb", "a\0b", "x".repeat(64))) {
      assertThatThrownBy(
              () -> EngineOptions.read(Map.of("history.table", name, "history.schema", "s")::get))
          .hasMessageContaining("db.history.table")
          .hasMessageContaining("1 to 63 bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '\\! touch pwned';",
        "/*\n\\! touch pwned\n*/ SELECT 1;",
        "-- \\! touch pwned\nSELECT 1;",
        "DO $a$ BEGIN\n-- $dbpush$\nPERFORM $b$\n\\! touch pwned\n$b$; END $a$;",
        "SELECT E'\\'; DROP TABLE canary; --';",
        "SELECT ':canary', $$:canary$$, \":canary\" FROM (SELECT 1 AS \":canary\") x;",
        "SELECT (ARRAY[1,2])[1:id] FROM (SELECT 2 AS id) x;",
        "SELECT 1 -- ' \" $$ /*\n;",
        "COMMENT ON TABLE canary IS 'x\n-- migrate:down\nDROP TABLE canary;';",
        "COPY canary FROM stdin;\n2\n\\.\nDELETE FROM canary WHERE id = 2;"
      })
  void whatAStatementHoldsStaysInIt(String up) throws Exception {
    new TestChain(folder, database)
        .revision(1, "SET standard_conforming_strings = on;\n" + up, "SELECT 1;")
        .revision(2, "CREATE TABLE after ();", "DROP TABLE after;");
    MigratorConfig config = config("dbpush_history");
    for (boolean idempotent : List.of(true, false)) {
      String script = script(config, new TextOptions(Flavour.PSQL, Variant.RUN, idempotent, true));
      Psql.Result result =
          Psql.required().run(database, script, "-v", "canary=1; DROP TABLE canary", "-v", "id=1");
      assertThat(result.errors()).isEmpty();
      assertThat(database.query("SELECT to_regclass('after')")).containsExactly("after");
      assertThat(database.query("SELECT id FROM canary")).containsExactly("1");
      assertThat(Path.of("pwned")).doesNotExist();
      new Migrator(config).downgrade(Target.BASE);
    }
  }

  @Test
  void aFunctionOfTheUsersIsNotCalledInPlaceOfTheServers() throws Exception {
    database.execute("CREATE SCHEMA evil");
    for (String function :
        List.of(
            "pg_backend_pid() RETURNS int",
            "pg_try_advisory_lock(bigint) RETURNS boolean",
            "pg_is_in_recovery() RETURNS boolean",
            "current_setting(text) RETURNS text",
            "set_config(text, text, boolean) RETURNS text",
            "clock_timestamp() RETURNS timestamptz",
            "array_to_string(text[], text) RETURNS text",
            "count(text) RETURNS bigint")) {
      database.execute(
          "CREATE FUNCTION evil."
              + function
              + " LANGUAGE plpgsql AS $$ BEGIN DELETE FROM public.canary; RETURN NULL; END $$");
    }
    database.execute(
        "ALTER DATABASE " + database.name() + " SET search_path = evil, public, pg_catalog");
    new TestChain(folder, database)
        .revision(1, "CREATE TABLE t1 (id int);", "DROP TABLE t1;")
        .revision(2, "CREATE INDEX CONCURRENTLY t1_id ON t1 (id);", "DROP INDEX t1_id;");
    MigratorConfig config = config("dbpush_history");
    new Migrator(config).push(Target.HEAD);
    assertThat(new Migrator(config).status().isClean()).isTrue();
    new Migrator(config).downgrade(Target.BASE);
    String script = script(config, new TextOptions(Flavour.PSQL, Variant.RUN, true, true));
    assertThat(Psql.required().run(database, script).errors()).isEmpty();
    assertThat(database.query("SELECT id FROM canary")).containsExactly("1");
  }

  @Test
  void aLinkThatLeadsOutOfTheFolderIsNotRead() throws Exception {
    Path secret = Files.writeString(Files.createTempFile("dbpush-secret", ".sql"), "s3cret");
    try {
      Files.createDirectories(folder);
      Files.createSymbolicLink(folder.resolve("2026_01_01_0000-0000000000aa_x.sql"), secret);
      assertThat(new MigrationFolder(folder, "migrations").read().problems())
          .singleElement()
          .satisfies(
              problem ->
                  assertThat(problem.toString())
                      .contains("a link that leads out of the folder")
                      .doesNotContain("s3cret"));
    } finally {
      Files.delete(secret);
    }
  }

  private MigratorConfig config(String name) {
    HistoryTable table =
        name.equals("dbpush_history") ? HistoryTable.DEFAULT : new HistoryTable(name, name);
    return MigratorConfig.of(Migrations.in(new MigrationFolder(folder, "migrations")))
        .withDatabase(
            new UrlDatabase(
                DatabaseUrl.parse(database.url()), database.user(), database.password(), "dbpush"))
        .withScript(
            ScriptOptions.defaults()
                .withTable(table)
                .withSearchPath(
                    name.equals("dbpush_history") ? List.of("public") : List.of("public", name)));
  }

  private static String script(MigratorConfig config, TextOptions text) {
    return new OfflineScript(config)
        .render(ScriptRequest.push().between(Target.BASE, Target.HEAD).written(text))
        .asString();
  }
}
