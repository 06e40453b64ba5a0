package dev.dbpush.core.pooler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.exec.StatementFailedException;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pooler resets no session by itself, so whatever is not left behind was given back. */
final class PgBouncerDbTest {
  private static final String LOCKS =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
          + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;
  @TempDir Path config;
  private TestChain chain;
  private PgBouncer pooler;

  @BeforeEach
  void aChainAndAPooler() throws Exception {
    chain = new TestChain(folder, database);
    chain.revision(1, "CREATE TABLE a (x int);\nINSERT INTO a VALUES (1);", "DROP TABLE a;");
    chain.revision(2, "CREATE INDEX CONCURRENTLY a_x ON a (x);", "DROP INDEX a_x;");
    pooler =
        PgBouncer.before(
            database,
            config,
            "session = pool_mode=session",
            "session-of-one = pool_mode=session pool_size=1",
            "transaction = pool_mode=transaction",
            "transaction-of-one = pool_mode=transaction pool_size=1",
            "statement = pool_mode=statement");
  }

  @AfterEach
  void stop() {
    if (pooler != null) {
      pooler.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "session-of-one"})
  void sessionModeWorksAndKeepsNoLock(String pool) throws SQLException {
    Migrator migrator = through(pool);
    assertThat(migrator.push(Target.HEAD).script().steps()).hasSize(2);
    assertThat(migrator.status().isClean()).isTrue();
    assertThat(migrator.report().rows()).hasSize(2);
    assertThat(migrator.downgrade(Target.parse("-1")).script().steps()).hasSize(1);
    assertThat(database.query(LOCKS)).containsExactly("0");
  }

  @Test
  void aPushThatFailsInSessionModeKeepsNoLock() throws SQLException {
    chain.revision(3, "SELECT 1 / 0;", "");
    assertThatThrownBy(() -> through("session").push(Target.HEAD))
        .isInstanceOf(StatementFailedException.class);
    assertThat(
            database.query(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid"
                    + " <> pg_backend_pid()"))
        .as("the pooler keeps the session")
        .doesNotContain("0");
    assertThat(database.query(LOCKS)).containsExactly("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"transaction", "transaction-of-one", "statement"})
  void aSharedBackendIsRefusedBeforeAnythingIsDone(String pool) throws SQLException {
    assertThatThrownBy(() -> through(pool).push(Target.HEAD))
        .isInstanceOfSatisfying(
            MigrationException.class,
            e ->
                assertThat(e.report())
                    .contains("connection pooler in transaction mode")
                    .contains("a pool in session mode"));
    assertThat(database.query(LOCKS)).containsExactly("0");
    assertThat(database.query("SELECT to_regclass('dbpush_history')")).containsExactly("null");
    assertThatThrownBy(() -> through(pool).stamp(Target.HEAD))
        .hasMessageContaining("connection pooler in transaction mode");
    assertThat(through(pool).status().pending()).hasSize(2);
  }

  @Test
  void aBusyPoolInTransactionModeIsRefusedToo() throws SQLException {
    try (Connection one =
            DriverManager.getConnection(pooler.url("transaction"), database.user(), "");
        Connection two =
            DriverManager.getConnection(pooler.url("transaction"), database.user(), "");
        Statement first = one.createStatement();
        Statement second = two.createStatement()) {
      one.setAutoCommit(false);
      first.execute("SELECT 1"); // this backend is taken
      second.execute("SELECT 1"); // and this one idle
      assertThatThrownBy(() -> through("transaction").push(Target.HEAD))
          .hasMessageContaining("connection pooler in transaction mode");
      one.rollback();
    }
    assertThat(database.query(LOCKS)).containsExactly("0");
  }

  private Migrator through(String pool) {
    return new Migrator(
        MigratorConfig.of(Migrations.in(new MigrationFolder(folder, "migrations")))
            .withDatabase(
                new UrlDatabase(
                    DatabaseUrl.parse(pooler.url(pool)),
                    database.user(),
                    database.password(),
                    "dbpush"))
            .withRetries(
                new Retry(1, Duration.ZERO), new Retry(1, Duration.ZERO), Duration.ofSeconds(10)));
  }
}
