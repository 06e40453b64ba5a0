package dev.dbpush.core.startup;

import static dev.dbpush.core.TestChain.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.exec.StatementFailedException;
import dev.dbpush.core.startup.StartupProgress.Phase;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.file.RevisionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class StartupDbTest {
  private static final String SLEEP = "SELECT pg_catalog.pg_sleep(60);";

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;
  private TestChain chain;

  @BeforeEach
  void aChainOfTwo() {
    chain = new TestChain(folder, database);
    chain.revision(1, "CREATE TABLE a (x int);", "DROP TABLE a;");
    chain.revision(2, "CREATE TABLE b (y int);", "DROP TABLE b;");
  }

  @Test
  void theFirstStartPushesAndTheSecondFindsNothingToDo() throws SQLException {
    StartupMigration first = url().build();
    StartupOutcome outcome = first.run();
    assertThat(outcome.pushed()).containsExactly(new RevisionId(id(1)), new RevisionId(id(2)));
    assertThat(first.progress().isReady()).isTrue();
    assertThat(url().build().run().pushed()).isEmpty();
    assertThat(database.query("SELECT DISTINCT applied_via FROM dbpush_history"))
        .containsExactly("startup");
    assertThat(tables()).containsExactly("a", "b");
  }

  @Test
  void validatingRunsNothingAndFailsWhileSomethingIsPending() throws SQLException {
    StartupMigration validation = url().validateOnly(true).build();
    assertThatThrownBy(validation::run)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("2 pending")
        .hasMessageContaining(id(2) + " step_2");
    assertThat(validation.progress().phase()).isEqualTo(Phase.FAILED);
    assertThat(tables()).isEmpty();
    url().build().run();
    assertThat(url().validateOnly(true).build().run().pushed()).isEmpty();
  }

  @Test
  void nothingToDoCostsOneQuery() throws SQLException {
    url().build().run();
    try (OnePool pool = new OnePool(database, false)) {
      StartupMigration.of(pool).folder(folder).build().run();
      assertThat(pool.executed()).isEqualTo(1);
      StartupMigration.of(pool).folder(folder).validateOnly(true).build().run();
      assertThat(pool.executed()).isEqualTo(2);
    }
  }

  @Test
  void aFailingMigrationLeavesWhatWasDoneBeforeIt() throws SQLException {
    chain.revision(3, "SELECT nonsense;", "");
    StartupMigration migration = url().build();
    assertThatThrownBy(migration::run).isInstanceOf(StatementFailedException.class);
    assertThat(migration.progress().phase()).isEqualTo(Phase.FAILED);
    assertThat(tables()).containsExactly("a", "b");
  }

  @Test
  void theTimeoutCancelsTheStatementOnTheServer() throws SQLException {
    chain.revision(3, "CREATE TABLE c (); " + SLEEP, "");
    assertStopsRunning(url());
    assertThat(tables()).containsExactly("a", "b");
  }

  @Test
  void theTimeoutCancelsAStatementOfAPoolsConnectionAndThePoolGoesOn() throws SQLException {
    chain.revision(3, SLEEP, "");
    for (boolean opaque : new boolean[] {false, true}) {
      try (OnePool pool = new OnePool(database, opaque)) {
        assertStopsRunning(StartupMigration.of(pool).folder(folder));
        assertThat(pool.physical().isValid(1)).isTrue();
        assertThat(locks()).isEmpty();
      }
    }
  }

  private void assertStopsRunning(StartupBuilder builder) throws SQLException {
    long start = System.nanoTime();
    assertThatThrownBy(() -> builder.timeout(Duration.ofSeconds(3)).build().run())
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("longer than 3.0 s")
        .hasMessageContaining("running")
        .hasMessageContaining("step_3");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(sleepers()).isEmpty();
  }

  @Test
  void waitingForAnotherInstanceIsToldApartFromRunning() throws Exception {
    chain.revision(3, SLEEP, "");
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      StartupMigration running = url().timeout(Duration.ofSeconds(15)).build();
      Future<?> first = executor.submit(running::run);
      until(() -> running.progress().step() == 3);
      assertThat(running.progress().phase()).isEqualTo(Phase.RUNNING);
      StartupMigration waiting = url().timeout(Duration.ofSeconds(2)).build();
      assertThatThrownBy(waiting::run)
          .hasMessageContaining("stopped while waiting for another instance")
          .hasMessageContaining("dbpush start-up");
      assertThat(first.isDone()).isFalse();
      executor.shutdownNow(); // the first one is interrupted, and so stops its statement
      assertThatThrownBy(first::get).cause().hasMessageContaining("interrupted while running 3/3");
      until(() -> sleepers().isEmpty());
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void ofTwentyInstancesAtOnceOnePushesAndAllAreReady() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(20);
    try {
      List<Callable<StartupOutcome>> instances = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        instances.add(() -> url().timeout(Duration.ofMinutes(2)).build().run());
      }
      int pushes = 0;
      for (Future<StartupOutcome> instance : executor.invokeAll(instances)) {
        pushes += instance.get().pushed().size();
      }
      assertThat(pushes).isEqualTo(2);
      assertThat(database.query("SELECT count(*) FROM dbpush_history")).containsExactly("2");
      assertThat(locks()).isEmpty();
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void aPoolGetsItsSessionBackAsItWas() throws SQLException {
    try (OnePool pool = new OnePool(database, false)) {
      execute(pool.physical(), "SET search_path = pg_catalog; SET lock_timeout = '7s'");
      pool.physical().setAutoCommit(false);
      assertThat(StartupMigration.of(pool).folder(folder).build().run().pushed()).hasSize(2);
      assertThat(pool.physical().getAutoCommit()).isFalse();
      assertThat(show(pool.physical(), "SHOW search_path")).isEqualTo("pg_catalog");
      assertThat(show(pool.physical(), "SHOW lock_timeout")).isEqualTo("7s");
      assertThat(
              show(
                  pool.physical(),
                  "SELECT count(*) FROM pg_proc WHERE pronamespace = pg_my_temp_schema()"))
          .isEqualTo("0");
      pool.physical().rollback();
      assertThat(locks()).isEmpty();
    }
  }

  @Test
  void aPoolThatHidesTheDriverIsServedStatementByStatement() throws SQLException {
    chain.revision(
        3,
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END;\n"
            + "CREATE INDEX CONCURRENTLY i ON a (x);\nSELECT '{\"a\":1}'::jsonb ? 'a';",
        "");
    try (OnePool pool = new OnePool(database, true)) {
      assertThat(StartupMigration.of(pool).folder(folder).build().run().pushed()).hasSize(3);
      assertThat(pool.executed()).isGreaterThan(20);
      assertThat(locks()).isEmpty();
    }
    assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
        .containsExactly("t");
  }

  private StartupBuilder url() {
    return StartupMigration.at(database.url(), database.user(), database.password()).folder(folder);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(Condition condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      Thread.sleep(20);
    }
  }

  private List<String> sleepers() throws SQLException {
    return database.query(
        "SELECT query FROM pg_stat_activity WHERE state = 'active' AND datname ="
            + " current_database() AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()");
  }

  private List<String> locks() throws SQLException {
    return database.query(
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM"
            + " pg_database WHERE datname = current_database())");
  }

  private List<String> tables() throws SQLException {
    return database.query(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            + " AND tablename NOT LIKE 'dbpush%' ORDER BY 1");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String show(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
