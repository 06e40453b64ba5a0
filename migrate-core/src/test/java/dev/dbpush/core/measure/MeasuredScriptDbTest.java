package dev.dbpush.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.report.MeasureText;
import dev.dbpush.core.report.Style;
import dev.dbpush.core.scratch.ScratchServer;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.core.testing.TestServer;
import dev.dbpush.sql.file.RevisionId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class MeasuredScriptDbTest {
  private static final Target FIRST = new Target.Exactly(TestChain.id(1));

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;
  private TestChain chain;

  @BeforeEach
  void aChain() {
    chain =
        new TestChain(folder, database)
            .revision(
                1,
                """
                CREATE TABLE guild (id bigint PRIMARY KEY);
                CREATE TABLE member (id integer, guild_id bigint);
                INSERT INTO member VALUES (1, NULL);
                """,
                "DROP TABLE member; DROP TABLE guild;");
  }

  @AfterEach
  void noScratchDatabaseIsLeft() throws SQLException {
    assertThat(
            database.query("SELECT datname FROM pg_database WHERE datname LIKE 'dbpush_scratch%'"))
        .isEmpty();
  }

  @Test
  void eachStatementIsTakenForOneThatMeetsADatabaseInUse() {
    chain.revision(
        2,
        """
        ALTER TABLE member ALTER COLUMN id TYPE bigint;
        ALTER TABLE member ADD CHECK (id > 0);
        ALTER TABLE member ADD FOREIGN KEY (guild_id) REFERENCES guild (id) NOT VALID;
        CREATE INDEX CONCURRENTLY member_guild_idx ON member (guild_id);
        """,
        "SELECT 1;");
    MeasuredScript measured = measure(FIRST, Target.HEAD);
    assertThat(measured.statements())
        .extracting(one -> one.measured().toString())
        .containsExactly(
            "ACCESS EXCLUSIVE on member · rewrite of member",
            "ACCESS EXCLUSIVE on member · scan of member",
            "SHARE ROW EXCLUSIVE on guild, SHARE ROW EXCLUSIVE on member",
            "locks not seen");
    assertThat(measured.different()).isEmpty();
    assertThat(MeasureText.lines(measured, Style.PLAIN))
        .startsWith(
            "measured on PostgreSQL "
                + measured.server()
                + ", each statement alone: 4 statements, all as the rules say")
        .contains(
            "  measured, as the rules say: ACCESS EXCLUSIVE on member · rewrite of member");
  }

  @Test
  void aDifferenceFromTheRulesIsPrintedWhicheverSaysMore() {
    chain.revision(
        2,
        """
        DO $$ BEGIN IF false THEN ALTER TABLE guild ADD COLUMN name text; END IF; END $$;
        DO $$ BEGIN EXECUTE format('ALTER TABLE %I ADD COLUMN name text', 'member'); END $$;
        """,
        "SELECT 1;");
    MeasuredScript measured = measure(FIRST, Target.HEAD);
    assertThat(measured.different()).hasSize(2);
    assertThat(MeasureText.lines(measured, Style.PLAIN))
        .element(0)
        .asString()
        .endsWith("2 statements, 2 not as the rules say");
    assertThat(MeasureText.lines(measured, Style.PLAIN))
        .contains(
            "  measured: no lock",
            "  rules:    ACCESS EXCLUSIVE on guild",
            "  the rules say more: lock on guild: said ACCESS EXCLUSIVE, measured no lock",
            "  measured: ACCESS EXCLUSIVE on member",
            "  the rules say less: lock on member: said no lock, measured ACCESS EXCLUSIVE");
    assertThat(MeasureText.json(measured))
        .contains("\"what\": \"lock on guild: said ACCESS EXCLUSIVE, measured no lock\"")
        .contains("\"rules\": \"stronger\"");
  }

  @Test
  void aSearchPathHoldsToTheEndOfItsSection() {
    chain
        .revision(2, "CREATE SCHEMA app; SET search_path = app; CREATE TABLE t (id int);", "SELECT 1;")
        .revision(
            3, "SET LOCAL search_path TO app; ALTER TABLE t ALTER id TYPE bigint;", "SELECT 1;")
        .revision(4, "ALTER TABLE guild ALTER id TYPE text;", "SELECT 1;");
    MeasuredScript measured = measure(FIRST, Target.HEAD);
    assertThat(measured.different()).isEmpty();
    assertThat(measured.statements())
        .extracting(one -> one.measured().rewrites())
        .filteredOn(rewrites -> !rewrites.isEmpty())
        .containsExactly(Set.of("app.t"), Set.of("guild"));
  }

  @Test
  void aDowngradeIsMeasuredFromWhereItStarts() {
    chain.revision(2, "CREATE TABLE extra (id int);", "DROP TABLE extra;");
    MeasuredScript measured = measure(Target.HEAD, FIRST);
    assertThat(measured.statements())
        .extracting(one -> one.statement().title() + ": " + one.measured())
        .containsExactly("DROP TABLE extra: ACCESS EXCLUSIVE on extra");
  }

  @Test
  void aMergeIsMeasuredBehindBothOfItsParents() {
    chain
        .revisionAfter(2, "CREATE TABLE a (id int);", "DROP TABLE a;", 1)
        .revisionAfter(3, "CREATE TABLE b (id int);", "DROP TABLE b;", 1)
        .revisionAfter(4, "ALTER TABLE a ADD COLUMN n int; DROP TABLE b;", "SELECT 1;", 2, 3);
    Migrations migrations = migrations();
    MeasuredScript measured =
        MeasuredScript.of(
            migrations,
            new Migrator(MigratorConfig.of(migrations)).show(new RevisionId(TestChain.id(4))),
            server(true));
    assertThat(measured.statements())
        .extracting(one -> one.measured().toString())
        .containsExactly("ACCESS EXCLUSIVE on a", "ACCESS EXCLUSIVE on b");
  }

  @Test
  void aRoleThatANewServerLacksIsMade() throws SQLException {
    String role = "measured_" + ProcessHandle.current().pid();
    chain.revision(2, "GRANT SELECT ON member TO " + role + ";", "SELECT 1;");
    try {
      assertThat(measure(FIRST, Target.HEAD).statements()).hasSize(1);
    } finally {
      database.execute("DROP ROLE IF EXISTS " + role);
    }
  }

  @Test
  void aStatementThatFailsIsNamedByItsPlace() {
    chain.revision(2, "ALTER TABLE member ADD CHECK (id > 1);", "SELECT 1;");
    assertThatThrownBy(() -> measure(FIRST, Target.HEAD))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("step_2.sql:")
        .hasMessageContaining("this statement cannot be measured: ERROR: check constraint");
  }

  @Test
  void nothingOutsideItsDatabaseIsTouchedOnAServerOfSomebodys() {
    chain.revision(2, "SELECT 1;", "DROP ROLE somebody;");
    Migrations migrations = migrations();
    assertThatThrownBy(
            () ->
                MeasuredScript.of(
                    migrations,
                    new Migrator(MigratorConfig.of(migrations)).between(Target.HEAD, FIRST),
                    server(false)))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining("step_2.sql:");
  }

  private MeasuredScript measure(Target from, Target to) {
    Migrations migrations = migrations();
    return MeasuredScript.of(
        migrations,
        new Migrator(MigratorConfig.of(migrations)).between(from, to),
        server(true));
  }

  private Migrations migrations() {
    return Migrations.in(new MigrationFolder(folder, "migrations"));
  }

  private ScratchServer server(boolean throwAway) {
    TestServer server = database.server();
    return new ScratchServer(
        DatabaseUrl.parse(server.url("postgres")), server.user(), server.password(), throwAway);
  }
}
