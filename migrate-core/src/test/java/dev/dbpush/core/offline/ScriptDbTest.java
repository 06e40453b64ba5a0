package dev.dbpush.core.offline;

import static dev.dbpush.core.offline.ScriptDatabase.EXACT;
import static dev.dbpush.core.offline.ScriptDatabase.IDEMPOTENT;
import static dev.dbpush.core.offline.ScriptDatabase.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.Psql;
import dev.dbpush.core.testing.RecordingProxy;
import dev.dbpush.core.testing.SentStatements;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.core.testing.TestServer;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.text.TextOptions;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class ScriptDbTest {
  private static final List<String> ALL = List.of("1.1", "2.1", "2.2", "2.3", "3.1");

  @RegisterExtension
  private final TestDatabase database = TestDatabase.on(TestServer::dumpable);

  @TempDir private Path folder;
  private ScriptDatabase scripts;

  @BeforeEach
  void chain() {
    scripts = new ScriptDatabase(folder, database);
    scripts.chain();
  }

  @Test
  void anOnlinePushSendsTheStatementsOfTheTextOneByOne() throws Exception {
    List<String> sent = new ArrayList<>();
    TestServer server = database.server();
    try (RecordingProxy proxy = new RecordingProxy(server.host(), server.port())) {
      Migrations source = Migrations.in(new MigrationFolder(folder, "migrations"));
      UrlDatabase through =
          new UrlDatabase(
              DatabaseUrl.parse("postgresql://127.0.0.1:" + proxy.port() + "/" + database.name()),
              database.user(),
              database.password(),
              "dbpush");
      new Migrator(MigratorConfig.of(source).withDatabase(through)).push(Target.HEAD);
      sent.addAll(SentStatements.of(proxy));
    }
    assertThat(sent)
        .isEqualTo(SentStatements.fromFirstSegment(split(scripts.up(PLAIN))))
        .hasSizeGreaterThan(60);
  }

  private static List<String> split(String text) {
    List<String> statements = new ArrayList<>();
    StatementSplitter.forEach(
        text, StatementSplitter.MetaCommands.SKIP, (SqlStatement s) -> statements.add(s.text()));
    return statements;
  }

  @Test
  void psqlRunsTheScriptAndASecondRunSkipsEverything() throws Exception {
    Psql.Result first = Psql.required().run(database, scripts.up(IDEMPOTENT));
    assertThat(first.errors()).isEmpty();
    assertAll();
    Psql.Result second = Psql.required().run(database, scripts.up(IDEMPOTENT));
    assertThat(second.errors()).isEmpty();
    assertThat(second.output()).contains("2/3 000000000002 step_2, segment 2/3: skipped, it is done");
    assertAll();
  }

  @Test
  void theIdempotentScriptServesDatabasesAtEveryRevision() throws Exception {
    for (int stop = 1; stop <= 3; stop++) {
      scripts.chain().migrator().push(ScriptDatabase.at(stop));
      assertThat(Psql.required().run(database, scripts.up(IDEMPOTENT)).errors()).isEmpty();
      assertAll();
      database.close();
    }
  }

  @Test
  void theExactScriptRefusesToRunAgainWhateverTheClientDoes() throws Exception {
    for (String stop : List.of("ON_ERROR_STOP=1", "ON_ERROR_STOP=0")) {
      Psql.required().run(database, scripts.up(EXACT), "-v", stop);
      List<String> before = scripts.history();
      String again = CarelessClient.withoutSettings(scripts.up(EXACT));
      assertThat(Psql.required().run(database, again, "-v", stop).errors())
          .contains("revision 000000000001 is already applied");
      assertThat(scripts.history()).isEqualTo(before);
      assertAll();
      database.close();
    }
  }

  @Test
  void aScriptFromElsewhereIsRefusedAtItsFirstGuard() throws Exception {
    String second =
        scripts.script(EXACT, Direction.UP, ScriptDatabase.at(1), Target.HEAD).asString();
    for (String text : List.of(second, CarelessClient.withoutSettings(second))) {
      assertThat(Psql.required().run(database, text).errors())
          .contains("revision 000000000002 starts from 000000000001, but this database is at base");
      assertThat(scripts.objects()).isEmpty();
      assertThat(scripts.history()).isEmpty();
    }
  }

  @Test
  void aForeignHistoryIsRefusedByBothGuards() throws Exception {
    scripts.chain().migrator().push(ScriptDatabase.at(1));
    database.execute("UPDATE dbpush_history SET revision = 'ffffffffffff'");
    for (TextOptions options : List.of(EXACT, IDEMPOTENT, PLAIN)) {
      String errors =
          Psql.required().run(database, CarelessClient.withoutSettings(scripts.up(options))).errors();
      assertThat(errors).contains("ffffffffffff");
      assertThat(scripts.objects()).containsExactly("1.1");
      assertThat(scripts.history()).containsExactly("ffffffffffff done 1/1");
    }
  }

  @Test
  void aBodyThatFailsLeavesNothingOfItsSegment() throws Exception {
    database.execute("CREATE TABLE b (taken int)");
    for (TextOptions options : List.of(IDEMPOTENT, EXACT, PLAIN)) {
      Psql.required().run(database, CarelessClient.withoutSettings(scripts.up(options)));
      assertThat(scripts.history()).containsExactly("1 done 1/1", "2 running 2/3");
      assertThat(scripts.objects()).containsExactly("1.1", "2.1", "2.2", "2.3");
    }
    database.execute("DROP TABLE b");
    assertThat(Psql.required().run(database, scripts.up(IDEMPOTENT)).errors()).isEmpty();
    assertAll();
  }

  @Test
  void aFailedIndexBuildIsNotRecordedAndIsBuiltAgain() throws Exception {
    scripts
        .chain()
        .revision(2, "CREATE UNIQUE INDEX CONCURRENTLY a_n ON a (n);", null)
        .revision(3, "CREATE TABLE c (id int);", null)
        .migrator()
        .push(ScriptDatabase.at(1));
    database.execute("INSERT INTO a VALUES (9, 1)");
    String careless = CarelessClient.withoutSettings(scripts.up(IDEMPOTENT));
    assertThat(Psql.required().run(database, careless).errors())
        .contains("could not create unique index")
        .contains("segment 1 of revision 000000000002 failed: its index is not valid");
    assertThat(scripts.history()).containsExactly("1 done 1/1", "2 running 0/1 started 1");
    assertThat(scripts.objects()).doesNotContain("3.1");
    database.execute("DELETE FROM a WHERE id = 9");
    assertThat(Psql.required().run(database, scripts.up(IDEMPOTENT)).errors())
        .contains("dropped the invalid index")
        .doesNotContain("ERROR");
    assertThat(scripts.history()).containsExactly("1 done 1/1", "2 done 1/1", "3 done 1/1");
  }

  @Test
  void aSegmentWhoseGuardRefusedIsNotRecorded() throws Exception {
    scripts.chain().revision(2, "VACUUM;", null).revision(3, "CREATE TABLE c (id int);", null);
    database.execute("CREATE TABLE a (taken int)");
    for (TextOptions options : List.of(IDEMPOTENT, EXACT, PLAIN)) {
      assertThat(Psql.required().run(database, CarelessClient.withoutSettings(scripts.up(options))).errors())
          .contains("is not recorded: its guard did not agree");
      assertThat(scripts.history()).isEmpty();
    }
  }

  @Test
  void psqlInOneTransactionTellsTheTruth() throws Exception {
    for (TextOptions options : List.of(IDEMPOTENT, EXACT, PLAIN)) {
      Psql.required().run(database, scripts.up(options), "-1");
      assertThat(scripts.objects()).isEqualTo(scripts.told());
      Psql.required().run(database, CarelessClient.withoutSettings(scripts.up(options)), "-1");
      assertThat(scripts.objects()).isEqualTo(scripts.told());
      database.close();
    }
  }

  @Test
  void psqlThatSetsSavepointsIsToldNotTo() throws Exception {
    database.execute("CREATE TABLE b (taken int)");
    Psql.required().run(database, scripts.up(IDEMPOTENT), "-v", "ON_ERROR_ROLLBACK=on", "-v", "ON_ERROR_STOP=0");
    assertThat(scripts.history()).containsExactly("1 done 1/1", "2 running 2/3");
  }

  @Test
  void aHalfThatWasPastedWithoutItsHeadRunsNothing() throws Exception {
    String text = CarelessClient.withoutSettings(scripts.up(PLAIN));
    int half = text.indexOf("-- 2/3 000000000002");
    assertThat(Psql.required().run(database, text.substring(half)).errors())
        .contains("dbpush_start");
    assertThat(scripts.objects()).isEmpty();
    assertThat(scripts.history()).isEmpty();
  }

  @Test
  void aScriptForAnotherDatabaseOrServerIsRefused() throws Exception {
    Migrations source = Migrations.in(new MigrationFolder(folder, "migrations"));
    OfflineScript renderer = new OfflineScript(MigratorConfig.of(source));
    ScriptRequest request = ScriptRequest.push().between(Target.BASE, Target.HEAD);
    String other = renderer.render(request.only("production", null)).asString();
    assertThat(Psql.required().run(database, CarelessClient.withoutSettings(other)).errors())
        .contains("this script is for database production");
    String newer = renderer.render(request.only(null, new ServerRange(98, 99))).asString();
    assertThat(Psql.required().run(database, CarelessClient.withoutSettings(newer)).errors())
        .contains("this script is for PostgreSQL 98 to 99");
    assertThat(scripts.objects()).isEmpty();
  }

  @Test
  void aScriptWaitsForNobodyAndNamesWhoIsAtWork() throws Exception {
    long key = dev.dbpush.sql.history.HistoryTable.DEFAULT.lockKey();
    try (Connection holder = database.connect();
        java.sql.Statement statement = holder.createStatement()) {
      statement.execute("SET application_name = 'the other push'");
      statement.execute("SELECT pg_advisory_lock(" + key + ")");
      assertThat(Psql.required().run(database, CarelessClient.withoutSettings(scripts.up(PLAIN))).errors())
          .contains("another push or script is at work on this database")
          .contains("the other push");
    }
    assertThat(scripts.objects()).isEmpty();
  }

  @Test
  void theDowngradeScriptUndoesWhatTheScriptDid() throws Exception {
    Psql.required().run(database, scripts.up(IDEMPOTENT));
    String down =
        scripts.script(IDEMPOTENT, Direction.DOWN, Target.HEAD, Target.BASE).asString();
    assertThat(Psql.required().run(database, down).errors()).isEmpty();
    assertThat(scripts.objects()).isEmpty();
    assertThat(scripts.history()).isEmpty();
    assertThat(Psql.required().run(database, down).errors()).isEmpty();
  }

  @Test
  void jdbcRunsThePlainScriptStatementByStatement() throws SQLException {
    List<String> errors = CarelessClient.jdbc(database, scripts.up(PLAIN), "");
    assertThat(errors).isEmpty();
    assertAll();
    assertThat(CarelessClient.jdbc(database, scripts.up(PLAIN), "")).first().asString().contains("is already applied");
    assertThat(CarelessClient.jdbc(database, scripts.up(PLAIN), "&autosave=always"))
        .first()
        .asString()
        .contains("is already applied");
    assertAll();
  }

  private void assertAll() throws SQLException {
    assertThat(scripts.history()).containsExactly("1 done 1/1", "2 done 3/3", "3 done 1/1");
    assertThat(scripts.objects()).isEqualTo(ALL);
  }
}
