package dev.dbpush.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class VerbsDbTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;

  @Test
  void aChainIsWrittenCheckedPushedAndUndone() throws IOException, SQLException {
    assertThat(run("new", "create_member").code()).isZero();
    write("CREATE TABLE member (id bigint);", "DROP TABLE member;");
    assertThat(run("new", "--name=create_guild").code()).isZero();
    write("CREATE TABLE guild (id bigint);", "DROP TABLE guild;");

    CliRun pending = run("status", "--exit-code");
    assertThat(pending.code()).isEqualTo(ExitCode.PENDING);
    assertThat(pending.out()).contains("create_member", "create_guild");

    CliRun first = run("push", "+1");
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(tables()).containsExactly("member");
    CliRun rest = run("push", "--format=json");
    assertThat(rest.code()).isZero();
    assertThat(rest.out()).startsWith("{").endsWith("}\n").contains("create_guild");
    assertThat(tables()).containsExactly("guild", "member");

    assertThat(run("check").err()).isEmpty();
    assertThat(run("status", "--exit-code").code()).isZero();
    assertThat(run("history").out()).contains("create_member", "create_guild", "online");

    assertThat(run("downgrade", "-1").code()).isZero();
    assertThat(tables()).containsExactly("member");
    assertThat(run("status", "--exit-code").code()).isEqualTo(ExitCode.PENDING);
  }

  @Test
  void anExportWritesAnotherToolsFolder() throws IOException {
    run("new", "create_member");
    write("CREATE TABLE member (id bigint);", "DROP TABLE member;");

    CliRun unnamed = run("export", "flyway");
    assertThat(unnamed.code()).isEqualTo(ExitCode.FAILED);
    assertThat(unnamed.err()).contains("--layout is missing", "golang-migrate");
    CliRun run = run("export", "flyway", "--layout=flyway");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("1 revision as layout flyway", "Written to flyway.");
    assertThat(folder.resolve("flyway"))
        .isDirectoryContaining(file -> file.getFileName().toString().startsWith("V20"));
  }

  @Test
  void anEditedFileIsDriftAndAPushOverItFails() throws IOException {
    run("new", "create_member");
    write("CREATE TABLE member (id bigint);", "DROP TABLE member;");
    run("push");
    Path file = files().get(0);
    Files.writeString(file, Files.readString(file).replace("bigint", "int"));
    assertThat(run("status", "--exit-code").code()).isEqualTo(ExitCode.DRIFT);
    assertThat(run("status").code()).isZero();
    CliRun push = run("push");
    assertThat(push.code()).isEqualTo(ExitCode.FAILED);
    assertThat(push.err()).startsWith("error:").contains("migrations/" + file.getFileName());
  }

  @Test
  void aDowngradeBeyondOneStepAsksForTheDatabasesName() throws IOException, SQLException {
    run("new", "one");
    write("CREATE TABLE one ();", "DROP TABLE one;");
    run("new", "two");
    write("CREATE TABLE two ();", "DROP TABLE two;");
    run("push");
    CliRun refused = run("downgrade", "base");
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("--confirm=" + database.name());
    assertThat(run("downgrade", "base", "--dry-run", "--format=json").out())
        .startsWith("{")
        .contains("\"table one: 0 rows\"", "\"table two: 0 rows\"");
    assertThat(tables()).containsExactly("one", "two");
    assertThat(run("downgrade", "base", "--confirm=" + database.name()).code()).isZero();
    assertThat(tables()).isEmpty();
  }

  @Test
  void aResetAndANukeShowWhatIsLostAndAskForTheDatabasesName() throws IOException, SQLException {
    run("new", "create_member");
    write("CREATE TABLE member (id bigint); INSERT INTO member VALUES (1);", "SELECT 1;");
    CliRun plan = run("push", "--dry-run");
    assertThat(plan.code()).isZero();
    assertThat(plan.out()).contains("push 1 revision", "Dry run: nothing was run.");
    assertThat(tables()).isEmpty();
    run("push");
    CliRun dry = run("nuke", "--dry-run");
    assertThat(dry.code()).isZero();
    assertThat(dry.out())
        .contains("table public.member: 1 row", "DROP TABLE IF EXISTS public.member CASCADE;");
    assertThat(run("reset", "--dry-run", "--format=json").out())
        .startsWith("{")
        .contains("\"table public.member: 1 row\"", "\"the history of 1 revision, which is at ");
    CliRun refused = run("nuke");
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("--confirm=" + database.name());
    assertThat(run("protect").out()).contains("dbpush reset", "--off");
    CliRun guarded = run("reset", "--confirm=" + database.name());
    assertThat(guarded.code()).isEqualTo(ExitCode.FAILED);
    assertThat(guarded.err()).contains("is protected", "dbpush protect --off");
    assertThat(run("protect", "--off").code()).isZero();
    database.execute("INSERT INTO member VALUES (2)");
    CliRun reset = run("reset", "--confirm=" + database.name());
    assertThat(reset.err()).isEmpty();
    assertThat(reset.code()).isZero();
    assertThat(database.query("SELECT count(*) FROM member")).containsExactly("1");
    CliRun nuke = run("nuke", "--confirm=" + database.name(), "--format=json");
    assertThat(nuke.code()).isZero();
    assertThat(nuke.out()).startsWith("{").contains("\"1 table\"");
    assertThat(tables()).isEmpty();
  }

  @Test
  void aNameInTheDatabaseDoesNotSteerTheTerminal() throws IOException, SQLException {
    String name = "\"x\u001b[2J\u009b1m\u202e\ry\"";
    database.execute("CREATE TABLE " + name + " (id serial PRIMARY KEY)");
    database.execute("INSERT INTO " + name + " VALUES (5)");
    for (String[] verb :
        new String[][] {
          {"nuke", "--dry-run"},
          {"health"},
          {"health", "--dry-run"},
          {"nuke"},
          {"nuke", "--dry-run", "--format=json"},
          {"health", "--format=json"}
        }) {
      CliRun run = run(verb);
      assertThat(run.out() + run.err()).as(verb[0]).doesNotContain("\u001b", "\u009b", "\r");
    }
    assertThat(run("nuke", "--dry-run").out()).contains("xU+001B[2JU+009B1mU+202EU+000Dy");
  }

  @Test
  void aNameInTheDatabaseIsQuotedInRepairsAndDrops() throws IOException, SQLException {
    database.execute("CREATE SCHEMA other; CREATE TABLE other.canary ()");
    String evil = "DROP TABLE other.canary; --";
    String table = "\"a\"\"'; " + evil + "\"";
    database.execute(
        "CREATE TABLE %1$s (id serial, \"i'd\"\"); %2$s\" serial); INSERT INTO %1$s VALUES (5, 7);"
                .formatted(table, evil)
            + " ALTER TABLE %1$s ADD CONSTRAINT \"c'; %2$s\" CHECK (id > 0) NOT VALID;"
                .formatted(table, evil)
            + " CREATE VIEW \"v$$; %2$s\" AS SELECT id FROM %1$s;".formatted(table, evil)
            + " CREATE FUNCTION \"f(); %2$s\"() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                .formatted(table, evil)
            + " CREATE TYPE \"t; %2$s\" AS ENUM ('x')".formatted(table, evil));
    CliRun fix = run("health", "--fix", "--exit-code");
    assertThat(fix.code()).as(fix.out() + fix.err()).isZero();
    CliRun nuke = run("nuke", "--confirm=" + database.name(), "--even-if=foreign");
    assertThat(nuke.code()).as(nuke.out() + nuke.err()).isZero();
    assertThat(tables()).isEmpty();
    assertThat(database.query("SELECT to_regclass('other.canary')::text"))
        .containsExactly("other.canary");
  }

  @Test
  void healthSaysWhatIsWrongAndRepairsIt() throws IOException, SQLException {
    assertThat(run("health", "--exit-code").code()).isZero();
    database.execute("CREATE TABLE member (id serial PRIMARY KEY); INSERT INTO member VALUES (5)");
    assertThat(run("health", "--format=json").out())
        .contains("\"remedy\": \"dbpush health --fix sets them\"");
    CliRun behind = run("health", "--exit-code");
    assertThat(behind.code()).isEqualTo(ExitCode.UNHEALTHY);
    assertThat(behind.out()).contains("problem  1 sequence is behind", "dbpush health --fix");
    assertThat(run("health").code()).isZero();
    assertThat(run("health", "--format=json").out()).contains("\"healthy\": false");
    assertThat(run("health", "--dry-run").out()).contains("LOCK TABLE public.member");
    assertThat(run("health", "--exit-code").code()).isEqualTo(ExitCode.UNHEALTHY);
    assertThat(run("health", "--fix", "--exit-code").code()).isZero();
    assertThat(database.query("SELECT nextval('member_id_seq')")).containsExactly("6");
  }

  @Test
  void aTypedNameConfirms() throws IOException, SQLException {
    run("new", "create_member");
    write("CREATE TABLE member (id bigint);", "DROP TABLE member;");
    run("push");
    StringWriter out = new StringWriter();
    List<String> asked = new ArrayList<>();
    Surroundings terminal =
        new Surroundings(
            Map.of("PGPASSWORD", database.password()),
            folder,
            new PrintWriter(out),
            new PrintWriter(out),
            false,
            question -> {
              asked.add(question);
              return database.name();
            });
    String[] nuke = {"nuke", "--url=" + database.url(), "--user=" + database.user()};
    String[] forTools = {
      "nuke", "--url=" + database.url(), "--user=" + database.user(), "--format=json"
    };
    assertThat(Dbpush.run(terminal, forTools)).isEqualTo(ExitCode.FAILED);
    assertThat(asked).isEmpty();
    assertThat(Dbpush.run(terminal, nuke)).as(out.toString()).isZero();
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0)).contains("1 table", database.name());
    assertThat(tables()).isEmpty();
  }

  @Test
  void aStampedDatabaseHasNothingPending() throws IOException, SQLException {
    run("new", "create_member");
    write("CREATE TABLE member (id bigint);", "DROP TABLE member;");
    assertThat(run("stamp").code()).isZero();
    assertThat(run("status", "--exit-code").code()).isZero();
    assertThat(tables()).isEmpty();
  }

  @Test
  void aScriptIsWrittenWithAndWithoutADatabaseAndRunsNothing() throws IOException, SQLException {
    run("new", "create_member");
    write("CREATE TABLE member (id bigint);", "DROP TABLE member;");
    CliRun script =
        CliRun.of(folder, Map.of(), "script", "--from=base", "--script=all.sql", "--flavour=plain");
    assertThat(script.err()).isEmpty();
    assertThat(script.code()).isZero();
    assertThat(Files.readString(folder.resolve("all.sql"))).contains("CREATE TABLE member");
    CliRun push = run("push", "--offline", "--script=push.sql");
    assertThat(push.err()).isEmpty();
    assertThat(Files.readString(folder.resolve("push.sql"))).contains("CREATE TABLE member");
    assertThat(tables()).isEmpty();
    assertThat(run("push").code()).isZero();
    assertThat(run("downgrade", "-1", "--offline", "--script=down.sql").code()).isZero();
    assertThat(Files.readString(folder.resolve("down.sql"))).contains("DROP TABLE member");
    assertThat(tables()).containsExactly("member");
  }

  @Test
  void optionsOfTheEngineReachIt() throws IOException, SQLException {
    run("new", "create_member");
    write("CREATE TABLE member (id bigint);", "DROP TABLE member;");
    assertThat(run("push", "--history-table=log").code()).isZero();
    assertThat(database.query("SELECT count(*) FROM log")).containsExactly("1");
    CliRun wrong = run("push", "--lock-timeout=soon");
    assertThat(wrong.code()).isEqualTo(ExitCode.FAILED);
    assertThat(wrong.err()).contains("--lock-timeout");
  }

  @Test
  void aFailingStatementIsShownWithItsPlace() throws IOException {
    run("new", "create_member");
    write("CREATE TABLE member (id nonsense);", "DROP TABLE member;");
    CliRun push = run("push");
    assertThat(push.code()).isEqualTo(ExitCode.FAILED);
    assertThat(push.err()).contains("42704", "nonsense", "_create_member.sql:");
  }

  @Test
  void aPasswordFileOpensTheDatabaseAndAWrongOneDoesNot() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), database.password() + "\n");
    run("new", "create_member");
    CliRun right =
        CliRun.of(
            folder,
            Map.of(),
            "status",
            "--url=" + database.url(),
            "--user=" + database.user(),
            "--password-file=" + file);
    assertThat(right.err()).isEmpty();
    assertThat(right.code()).isZero();
    CliRun missing =
        CliRun.of(folder, Map.of(), "status", "--url=" + database.url(), "--password-file=none");
    assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
    assertThat(missing.err()).contains("cannot be read", "--password-file");
  }

  private CliRun run(String... arguments) {
    return CliRun.of(
        folder,
        Map.of(
            "DATABASE_URL",
            database.url(),
            "PGUSER",
            database.user(),
            "PGPASSWORD",
            database.password()),
        arguments);
  }

  /** Fills the migration that was made last. */
  private void write(String up, String down) throws IOException {
    for (Path file : files()) {
      String text = Files.readString(file);
      if (!text.contains("TABLE")) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
          lines.add(line);
          if (line.startsWith("-- migrate:up")) {
            lines.add(up);
          } else if (line.startsWith("-- migrate:down")) {
            lines.set(lines.size() - 1, "-- migrate:down");
            lines.add(down);
          }
        }
        Files.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("migrations"))) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }

  private List<String> tables() throws SQLException {
    return database.query(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            + " AND tablename NOT LIKE 'dbpush%' ORDER BY 1");
  }
}
