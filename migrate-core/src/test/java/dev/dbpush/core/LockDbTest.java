package dev.dbpush.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.history.HistoryTable;
import dev.dbpush.sql.script.ScriptOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class LockDbTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;
  private TestChain chain;

  @BeforeEach
  void anEmptyChain() {
    chain = new TestChain(folder, database);
  }

  @Test
  void eightPushesAtOnceRunEachRevisionOnce() throws Exception {
    chain.revision(1, "CREATE TABLE a (x int);\nSELECT pg_sleep(0.3);", "");
    chain.revision(2, "INSERT INTO a VALUES (1);\nCREATE INDEX CONCURRENTLY i ON a (x);", "");
    chain.revision(3, "INSERT INTO a VALUES (2);", "");
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<PushOutcome>> pushes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        TestChain other =
            new TestChain(folder, database)
                .patience(new Retry(1, Duration.ZERO), Duration.ofSeconds(60));
        pushes.add(pool.submit(() -> other.migrator().push(Target.HEAD)));
      }
      int steps = 0;
      for (Future<PushOutcome> push : pushes) {
        steps += push.get().script().steps().size();
      }
      assertThat(steps).isEqualTo(3);
    } finally {
      pool.shutdownNow();
    }
    assertThat(database.query("SELECT x FROM a ORDER BY x")).containsExactly("1", "2");
    assertThat(chain.migrator().status().isClean()).isTrue();
  }

  @Test
  void aPushThatWaitsTooLongNamesTheHolderOfTheLock() throws SQLException {
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.patience(new Retry(1, Duration.ZERO), Duration.ofMillis(300));
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      statement.execute("SET application_name = 'night job'");
      statement.execute("SELECT pg_advisory_lock(" + HistoryTable.DEFAULT.lockKey() + ")");
      assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
          .isInstanceOfSatisfying(
              MigrationException.class,
              e ->
                  assertThat(e.report())
                      .contains("another push or script is at work on this database")
                      .contains("\"night job\"")
                      .contains("db.waitForLock"));
      assertThat(chain.heard()).contains("waiting for night job");
    }
    chain.migrator().push(Target.HEAD);
    assertThat(chain.migrator().status().isClean()).isTrue();
  }

  @Test
  void aReaderInTheWayIsNamedWhenTheLockTimesOut() throws SQLException {
    chain.with(
        ScriptOptions.defaults().withTimeouts(Duration.ofMillis(300), Duration.ZERO));
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.migrator().push(Target.HEAD);
    chain.revision(2, "ALTER TABLE a ADD COLUMN y int;", "");
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SET application_name = 'long report'");
      statement.executeQuery("SELECT count(*) FROM a").close();
      assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
          .hasMessageContaining("SQLSTATE 55P03")
          .hasMessageContaining("blocked by: pid")
          .hasMessageContaining("\"long report\"")
          .hasMessageContaining("SELECT count(*) FROM a")
          .hasMessageContaining("tried 2 times");
      assertThat(chain.heard()).anyMatch(line -> line.startsWith("retry 1: "));
      other.rollback();
    }
    chain.migrator().push(Target.HEAD);
    assertThat(database.query("SELECT count(y) FROM a")).containsExactly("0");
  }

  @Test
  void aLockTimeoutIsRetriedUntilTheReaderIsGone() throws Exception {
    chain.with(ScriptOptions.defaults().withTimeouts(Duration.ofMillis(200), Duration.ZERO));
    chain.patience(new Retry(6, Duration.ofMillis(200)), Duration.ofSeconds(5));
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.migrator().push(Target.HEAD);
    chain.revision(2, "INSERT INTO a VALUES (1);\nALTER TABLE a ADD COLUMN y int;", "");
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeQuery("SELECT count(*) FROM a").close();
      Thread release =
          new Thread(
              () -> {
                try {
                  Thread.sleep(600);
                  other.rollback();
                } catch (InterruptedException | SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      release.start();
      chain.migrator().push(Target.HEAD);
      release.join();
    }
    assertThat(chain.heard()).anyMatch(line -> line.startsWith("retry"));
    assertThat(database.query("SELECT count(*) FROM a")).containsExactly("1");
  }

  @Test
  void aLockTimeoutOfTheFileHoldsOverTheConfiguredOne() throws SQLException {
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.migrator().push(Target.HEAD);
    chain.patience(new Retry(1, Duration.ZERO), Duration.ofSeconds(5));
    chain.revision(2, "-- migrate:lock-timeout 50ms\nALTER TABLE a ADD COLUMN y int;", "");
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeQuery("SELECT count(*) FROM a").close();
      long start = System.nanoTime();
      assertThatThrownBy(() -> chain.migrator().push(Target.HEAD)).hasMessageContaining("55P03");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }
  }
}
