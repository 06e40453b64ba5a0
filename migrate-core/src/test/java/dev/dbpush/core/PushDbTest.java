package dev.dbpush.core;

import static dev.dbpush.core.TestChain.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.exec.StatementFailedException;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.history.HistoryTable;
import dev.dbpush.sql.script.ScriptOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class PushDbTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;
  private TestChain chain;

  @BeforeEach
  void anEmptyChain() {
    chain = new TestChain(folder, database);
  }

  @Test
  void aPushRunsWhatIsPendingAndASecondOneNothing() throws SQLException {
    chain.revision(1, "CREATE TABLE a (x int);", "DROP TABLE a;");
    chain.revision(2, "CREATE TABLE b (y int);", "DROP TABLE b;");
    PushOutcome first = chain.migrator().push(Target.HEAD);
    assertThat(chain.heard()).containsExactly("up step_1 1/2", "up step_2 2/2");
    assertThat(first.current()).containsExactly(new RevisionId(id(2)));
    assertThat(tables()).containsExactly("a", "b");
    assertThat(chain.migrator().push(Target.HEAD).isEmpty()).isTrue();
    assertThat(
            database.query(
                "SELECT concat_ws(' ', revision, parents, slug, segments, segments_done, state,"
                    + " applied_via, applied_by = session_user, script_digest) FROM dbpush_history"
                    + " ORDER BY 1"))
        .containsExactly(
            id(1) + " {} step_1 1 1 done online t " + first.script().digest(),
            id(2) + " {" + id(1) + "} step_2 1 1 done online t " + first.script().digest());
  }

  @Test
  void aFailingStepIsRolledBackAndTheOneBeforeItStays() throws SQLException {
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.revision(2, "CREATE TABLE b (y int);\nINSERT INTO b\n  SELECT nonsense FROM a;", "");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .isInstanceOfSatisfying(
            StatementFailedException.class,
            e ->
                assertThat(e.report())
                    .contains("push stopped in " + id(2) + " step_2")
                    .contains(
                        "migrations/2026_01_01_0000-000000000002_step_2.sql:8:10: column"
                            + " \"nonsense\" does not exist")
                    .contains("      SELECT nonsense FROM a\n             ^")
                    .contains("SQLSTATE 42703")
                    .contains("Rolled back: all of " + id(2))
                    .contains("Applied before it: " + id(1) + " step_1. The database is at " + id(1))
                    .contains("mend the file, then run db:push again"));
    assertThat(tables()).containsExactly("a");
    chain.revision(2, "CREATE TABLE b (y int);", "");
    chain.migrator().push(Target.HEAD);
    assertThat(tables()).containsExactly("a", "b");
  }

  @Test
  void aFailureInTheMiddleOfManyStatementsNamesTheRightOne() {
    StringBuilder up = new StringBuilder("CREATE TABLE a (x int PRIMARY KEY);\n");
    for (int i = 0; i < 20_000; i++) {
      up.append("INSERT INTO a VALUES (").append(i == 19_345 ? 7 : i).append(");\n");
    }
    chain.revision(1, up.toString(), "");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .hasMessageContaining("step_1.sql:19352:1: duplicate key value")
        .hasMessageContaining("INSERT INTO a VALUES (7)")
        .hasMessageContaining("SQLSTATE 23505");
  }

  @Test
  void aStatementOutsideATransactionIsASegmentOfItsOwn() throws SQLException {
    chain.revision(
        1,
        "CREATE TABLE a (x int);\nCREATE INDEX CONCURRENTLY i ON a (x);\nINSERT INTO a VALUES (1);",
        "DROP TABLE a;");
    chain.migrator().push(Target.HEAD);
    assertThat(database.query("SELECT segments || ' ' || segments_done || ' ' || cardinality(segment_hashes) FROM dbpush_history"))
        .containsExactly("3 3 3");
    chain.migrator().downgrade(Target.BASE);
    assertThat(tables()).isEmpty();
  }

  @Test
  void anInvalidIndexOfAFailedBuildIsDroppedBeforeTheRetry() throws SQLException {
    chain.revision(1, "CREATE TABLE a (x int);\nINSERT INTO a VALUES (1), (1);", "");
    chain.revision(2, "CREATE UNIQUE INDEX CONCURRENTLY i ON a (x);\nCOMMENT ON INDEX i IS 'x';", "");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .hasMessageContaining("could not create unique index")
        .hasMessageContaining("An invalid index that it left is dropped before the next attempt");
    assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
        .containsExactly("f");
    StatusReport status = chain.migrator().status();
    assertThat(status.running()).isPresent();
    database.execute("DELETE FROM a");
    chain.migrator().push(Target.HEAD);
    assertThat(chain.heard()).anyMatch(line -> line.contains("dropped the invalid index public.i"));
    assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
        .containsExactly("t");
    assertThat(chain.migrator().status().isClean()).isTrue();
  }

  @Test
  void aPushThatStoppedHalfWayGoesOnWhereItStopped() throws SQLException {
    chain.revision(1, "CREATE TABLE a (x int);\nVACUUM a;\nSELECT nonsense;", "");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .hasMessageContaining("segment 3 of 3")
        .hasMessageContaining("its earlier segments are committed and recorded");
    chain.revision(1, "CREATE TABLE a (x int);\nVACUUM a;\nINSERT INTO a VALUES (1);", "");
    chain.migrator().push(Target.HEAD);
    assertThat(database.query("SELECT count(*) FROM a")).containsExactly("1");
    assertThat(chain.migrator().status().isClean()).isTrue();
  }

  @Test
  void whatIsDoneOfAHalfDoneRevisionMustNotBeEdited() {
    chain.revision(1, "CREATE TABLE a (x int);\nVACUUM a;\nSELECT nonsense;", "");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD)).isInstanceOf(MigrationException.class);
    chain.revision(1, "CREATE TABLE a (x bigint);\nVACUUM a;\nSELECT 1;", "");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .hasMessageContaining("its segment 1, which is done, was edited since");
  }

  @Test
  void anotherPushIsRefusedWhileADowngradeIsHalfDone() throws SQLException {
    chain.revision(1, "CREATE TABLE a (x int);\nCREATE INDEX i ON a (x);", "DROP INDEX CONCURRENTLY i;\nDROP TABLE nonsense;");
    chain.migrator().push(Target.HEAD);
    assertThatThrownBy(() -> chain.migrator().downgrade(Target.BASE)).hasMessageContaining("nonsense");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining("a downgrade of " + id(1) + " (step_1) stopped after 1 of 2 segments");
    chain.revision(1, "CREATE TABLE a (x int);\nCREATE INDEX i ON a (x);", "DROP INDEX CONCURRENTLY i;\nDROP TABLE a;");
    folder.resolve("chain.lock").toFile().delete();
    chain.migrator().downgrade(Target.BASE);
    assertThat(tables()).isEmpty();
    assertThat(database.query("SELECT count(*) FROM dbpush_history")).containsExactly("0");
  }

  @Test
  void aDowngradeUndoesInReverseOrder() throws SQLException {
    chain.revision(1, "CREATE TABLE a (x int);", "DROP TABLE a;");
    chain.revision(2, "CREATE TABLE b (x int);", "DROP TABLE b;");
    chain.revision(3, "CREATE TABLE c (x int);", "DROP TABLE c;");
    chain.migrator().push(Target.HEAD);
    PushOutcome outcome = chain.migrator().downgrade(Target.parse("-2"));
    assertThat(chain.heard()).containsExactly("down step_3 1/2", "down step_2 2/2");
    assertThat(outcome.current()).containsExactly(new RevisionId(id(1)));
    assertThat(tables()).containsExactly("a");
  }

  @Test
  void aMergeIsPushedAfterBothOfItsBranches() throws SQLException {
    chain.revision(1, "CREATE TABLE a (x int);", "DROP TABLE a;");
    chain.revisionAfter(2, "CREATE TABLE b (x int);", "DROP TABLE b;", 1);
    chain.revisionAfter(3, "CREATE TABLE c (x int);", "DROP TABLE c;", 1);
    chain.revisionAfter(4, "", "", 2, 3);
    chain.migrator().push(Target.parse(id(3)));
    assertThat(tables()).containsExactly("a", "c");
    chain.migrator().push(Target.HEAD);
    assertThat(chain.heard()).containsExactly("up step_2 1/2", "up step_4 2/2");
    chain.migrator().downgrade(Target.parse(id(2)));
    assertThat(tables()).containsExactly("a", "b");
    assertThat(chain.migrator().status().current()).containsExactly(id(2));
  }

  @Test
  void anEditedAppliedFileStopsAPushUntilItIsStamped() {
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.migrator().push(Target.HEAD);
    chain.revision(1, "CREATE TABLE a (x bigint);", "");
    folder.resolve("chain.lock").toFile().delete();
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .hasMessageContaining("was edited after it was applied");
    assertThat(chain.migrator().status().drifted()).hasSize(1);
    assertThat(chain.migrator().stamp(Target.HEAD).accepted()).hasSize(1);
    assertThat(chain.migrator().status().isClean()).isTrue();
  }

  @Test
  void aFileThatDiffersFromTheLockStopsAPush() {
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.migrator().push(Target.HEAD);
    chain.revision(2, "CREATE TABLE b (x int);", "");
    chain.migrator().push(Target.HEAD);
    assertThat(folder.resolve("chain.lock")).content().contains(id(2) + " " + id(1) + " v1:");
    folder.resolve("2026_01_01_0000-000000000002_step_2.sql").toFile().delete();
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining("chain.lock");
  }

  @Test
  void anOrphanStopsAPush() throws SQLException {
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.migrator().push(Target.HEAD);
    database.execute(
        "INSERT INTO dbpush_history (revision, parents, slug, checksum, segments, segments_done,"
            + " state, applied_via) VALUES ('ffffffffffff', '{}', 'x', 'v1:0', 1, 1, 'done',"
            + " 'online')");
    chain.revision(2, "CREATE TABLE b (x int);", "");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .hasMessageContaining("ffffffffffff, which has no file here");
    assertThat(tables()).containsExactly("a");
    assertThat(chain.migrator().status().orphans()).hasSize(1);
  }

  @Test
  void sessionStateDoesNotLeakIntoTheNextStepOrTheHistory() throws SQLException {
    chain.revision(
        1,
        "CREATE SCHEMA app;\nCREATE ROLE r_"
            + database.name()
            + ";\nSET search_path = app;\nSET TimeZone = 'Asia/Tokyo';\nCREATE TABLE a (x int);\nSET ROLE r_"
            + database.name()
            + ";",
        "");
    chain.revision(2, "CREATE TABLE b AS SELECT current_setting('TimeZone') AS zone, current_user::text AS who;", "");
    try {
      chain.migrator().push(Target.HEAD);
      assertThat(database.query("SELECT zone || ' ' || who FROM public.b"))
          .containsExactly("UTC " + database.user());
      assertThat(database.query("SELECT count(*) FROM app.a")).containsExactly("0");
    } finally {
      database.execute("DROP ROLE IF EXISTS r_" + database.name());
    }
  }

  @Test
  void inlineDataIsCopiedInItsTransaction() throws SQLException {
    chain.revision(
        1,
        "CREATE TABLE a (x int, t text);\nCOPY a FROM stdin;\n1\tit's; fine\n2\t-- migrate:down\n\\.\nINSERT INTO a VALUES (3, 'c');",
        "DROP TABLE a;");
    chain.migrator().push(Target.HEAD);
    assertThat(database.query("SELECT x || ' ' || t FROM a ORDER BY x"))
        .containsExactly("1 it's; fine", "2 -- migrate:down", "3 c");
    chain.revision(2, "COPY a FROM stdin;\n4\td\nfive\te\n\\.\n", "");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .hasMessageContaining("invalid input syntax for type integer")
        .hasMessageContaining("where: COPY a, line 2, column x: \"five\"");
    assertThat(database.query("SELECT count(*) FROM a")).containsExactly("3");
  }

  @Test
  void onlyTheApprovedScriptRunsAndItsRestAfterAFailure() {
    chain.revision(1, "CREATE TABLE a (x int);", "");
    chain.revision(2, "CREATE TABLE b (x int);", "");
    chain.approved("sha256:0");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD)).hasMessageContaining("was approved");
    chain.approved(null);
    String digest = chain.migrator().between(Target.BASE, Target.HEAD).digest();
    chain.approved(digest);
    chain.migrator().push(Target.HEAD);
    assertThat(chain.migrator().status().isClean()).isTrue();
  }

  @Test
  void aStatementTimeoutOfTheFileEndsAStatement() {
    chain.revision(1, "-- migrate:statement-timeout 100ms\nSELECT pg_sleep(30);", "");
    assertThatThrownBy(() -> chain.migrator().push(Target.HEAD))
        .hasMessageContaining("SQLSTATE 57014");
  }

  @Test
  void theHistoryCanLiveInAnotherSchemaWithAnyName() throws SQLException {
    database.execute("CREATE SCHEMA \"My Schema\"");
    chain
        .with(
            ScriptOptions.defaults()
                .withTable(new HistoryTable("My Schema", "it's \"history\"")))
        .revision(1, "CREATE TABLE a (x int);\nVACUUM a;", "DROP TABLE a;");
    chain.migrator().push(Target.HEAD);
    assertThat(chain.migrator().push(Target.HEAD).isEmpty()).isTrue();
    assertThat(database.query("SELECT revision FROM \"My Schema\".\"it's \"\"history\"\"\""))
        .containsExactly(id(1));
    chain.migrator().downgrade(Target.BASE);
    assertThat(tables()).isEmpty();
  }

  private List<String> tables() throws SQLException {
    return database.query(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            + " AND relname NOT LIKE 'dbpush%' ORDER BY 1");
  }
}
