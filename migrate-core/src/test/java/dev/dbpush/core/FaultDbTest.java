package dev.dbpush.core;

import static dev.dbpush.core.TestChain.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.chain.Target;
import dev.dbpush.core.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever dies, and whenever: nothing is lost, and nothing runs twice. */
final class FaultDbTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path work;
  private Path folder;
  private TestChain chain;

  @BeforeEach
  void anEmptyChain() throws Exception {
    folder = Files.createDirectory(work.resolve("migrations"));
    chain = new TestChain(folder, database);
    chain.patience(MigratorConfig.DEFAULT_LOCK_RETRY, Duration.ofSeconds(20));
  }

  @Test
  void aPushKilledInTheMiddleOfAStepLeavesNoneOfIt() throws Exception {
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.revision(2, "INSERT INTO a VALUES (1);\nSELECT pg_sleep(60);", "");
    Process push = PushProcess.start(folder, database, 0);
    waitFor("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid() AND datname = current_database()");
    push.destroyForcibly().waitFor();
    chain.revision(2, "INSERT INTO a VALUES (1);", "");
    chain.migrator().push(Target.HEAD);
    assertThat(database.query("SELECT count(*) FROM a")).containsExactly("1");
    assertThat(chain.migrator().status().isClean()).isTrue();
  }

  @Test
  void aPushKilledWhileItBuildsAnIndexIsFinishedByTheNext() throws Exception {
    chain.revision(1, "CREATE TABLE a (x int);\nINSERT INTO a VALUES (1);", "");
    chain.migrator().push(Target.HEAD);
    chain.revision(2, "INSERT INTO a VALUES (2);\nCREATE INDEX CONCURRENTLY i ON a (x);\nINSERT INTO a VALUES (3);", "");
    try (Connection reader = database.connect();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("INSERT INTO a VALUES (0)"); // the build waits for this transaction
      Process push = PushProcess.start(folder, database, 0);
      waitFor("SELECT count(*) FROM pg_index WHERE NOT indisvalid");
      push.destroyForcibly().waitFor();
      waitFor("SELECT CASE count(*) WHEN 0 THEN 1 ELSE 0 END FROM pg_stat_activity WHERE application_name = 'push process' AND datname = current_database()");
      reader.rollback();
    }
    assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
        .containsExactly("f");
    assertThat(database.query("SELECT segments_done || ' ' || segment_started || ' ' || state FROM dbpush_history WHERE revision = '" + id(2) + "'"))
        .containsExactly("1 2 running");
    chain.migrator().push(Target.HEAD);
    assertThat(chain.heard()).anyMatch(line -> line.contains("dropped the invalid index"));
    assertThat(database.query("SELECT x FROM a ORDER BY x")).containsExactly("1", "2", "3");
    assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
        .containsExactly("t");
    assertThat(chain.migrator().status().isClean()).isTrue();
  }

  @Test
  void aPushKilledBetweenTwoStepsGoesOnWithTheSecond() throws Exception {
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.revision(2, "INSERT INTO a VALUES (1);", "");
    assertThat(PushProcess.start(folder, database, 1).waitFor()).isEqualTo(9);
    assertThat(database.query("SELECT revision FROM dbpush_history")).containsExactly(id(1));
    chain.migrator().push(Target.HEAD);
    assertThat(chain.heard()).containsExactly("up step_2 1/1");
    assertThat(database.query("SELECT count(*) FROM a")).containsExactly("1");
  }

  @Test
  void anIndexThatWasCompleteBeforeTheCutIsRecordedAndNotBuiltAgain() throws Exception {
    chain.revision(1, "CREATE TABLE a (x int, y text);", "");
    chain.revision(2, "CREATE UNIQUE INDEX CONCURRENTLY i ON a (x, lower(y)) WHERE x > 0;\nINSERT INTO a VALUES (3);", "");
    chain.migrator().push(Target.HEAD);
    cutInFirstSegment();
    String before = database.query("SELECT 'i'::regclass::oid").get(0);
    chain.migrator().push(Target.HEAD);
    assertThat(chain.heard()).anyMatch(line -> line.contains("complete before the cut"));
    assertThat(database.query("SELECT 'i'::regclass::oid")).containsExactly(before);
    assertThat(chain.migrator().status().isClean()).isTrue();
  }

  @Test
  void anIndexWithAnotherDefinitionIsNotTakenForTheOneThatWasCut() throws Exception {
    chain.revision(1, "CREATE TABLE a (x int, y int);", "");
    chain.revision(2, "CREATE INDEX CONCURRENTLY i ON a (x);\nINSERT INTO a VALUES (3);", "");
    chain.migrator().push(Target.HEAD);
    cutInFirstSegment();
    database.execute("DROP INDEX i; CREATE INDEX i ON a (y)");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .hasMessageContaining("a valid one with another definition");
    assertThat(chain.migrator().resolve(true)).isEqualTo(new ResolveOutcome(id(2), "step_2", 1, 2, true));
    chain.migrator().push(Target.HEAD);
    assertThat(chain.migrator().status().isClean()).isTrue();
  }

  @Test
  void aCutStatementThatTheServerCannotJudgeIsLeftToAPerson() throws Exception {
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.revisionAfter(2, "", "", 1);
    Path file = folder.resolve("2026_01_01_0000-000000000002_step_2.sql");
    Files.writeString(file, Files.readString(file).replace("-- migrate:up", "-- migrate:up transaction:false\nINSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);"));
    chain.migrator().push(Target.HEAD);
    assertThat(database.query("SELECT count(*) FROM a")).containsExactly("2");
    cutInFirstSegment();
    database.execute("DELETE FROM a WHERE x = 2");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .hasMessageContaining("cut inside segment 1 of 2")
        .hasMessageContaining("INSERT INTO a VALUES (1)");
    chain.migrator().resolve(true);
    chain.migrator().push(Target.HEAD);
    assertThat(database.query("SELECT x FROM a ORDER BY x")).containsExactly("1", "2");
    assertThat(chain.migrator().status().isClean()).isTrue();
  }

  @Test
  void aConnectionThatTheServerEndsIsReportedAndTheNextPushGoesOn() throws Exception {
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.revision(2, "INSERT INTO a VALUES (1);\nSELECT pg_sleep(5);", "");
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Migrator migrator = chain.migrator();
      Future<PushOutcome> push = pool.submit(() -> migrator.push(Target.HEAD));
      waitFor("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(5)%' AND pid <> pg_backend_pid() AND datname = current_database()");
      database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dbpush' AND datname = current_database()");
      assertThatThrownBy(() -> push.get(20, TimeUnit.SECONDS))
          .hasMessageContaining("The connection broke. What was committed is in the history");
    } finally {
      pool.shutdownNow();
    }
    chain.revision(2, "INSERT INTO a VALUES (1);", "");
    chain.migrator().push(Target.HEAD);
    assertThat(database.query("SELECT count(*) FROM a")).containsExactly("1");
  }

  /** The history as a process leaves it that dies behind the statement and before the record. */
  private void cutInFirstSegment() throws SQLException {
    database.execute(
        "UPDATE dbpush_history SET state = 'running', segments_done = 0, segment_started = 1,"
            + " segment_hashes = '{}' WHERE revision = '"
            + id(2)
            + "'");
    if (!database.query("SELECT to_regclass('i')").contains("null")) {
      database.execute("DELETE FROM a");
    }
  }

  private void waitFor(String count) throws Exception {
    for (int i = 0; i < 300; i++) {
      if (!database.query(count).contains("0")) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("did not come: " + count);
  }
}
