package dev.dbpush.core.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.scratch.ScratchChain;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.schema.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class DevDbTest {
  private static final String MEMBER =
      """
      CREATE TABLE member (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, nick text NOT NULL);
      """;
  private static final String WITH_EMAIL =
      """
      CREATE TABLE member (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, nick text NOT NULL,
        email text CONSTRAINT member_email_key UNIQUE);
      CREATE VIEW addresses AS SELECT email FROM member;
      """;

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path root;
  private Workshop workshop;

  @BeforeEach
  void aProject() {
    workshop = new Workshop(root, database);
  }

  @AfterEach
  void noScratchDatabaseIsLeft() throws SQLException {
    assertThat(
            database.query("SELECT datname FROM pg_database WHERE datname LIKE 'dbpush_scratch%'"))
        .isEmpty();
  }

  @Test
  void aChangedModelBecomesAMigrationThatIsPushedAndCanBeTakenBack() throws SQLException {
    workshop.model(MEMBER).init();
    assertThat(columns()).containsExactly("id", "nick");
    DevOutcome outcome = workshop.model(WITH_EMAIL).dev();
    assertThat(workshop.files())
        .containsExactly(
            "2026_01_02_0304-000000000001_initial_schema.sql",
            "2026_01_02_0304-000000000002_add_email_to_member.sql",
            "chain.lock");
    assertThat(outcome.text())
        .contains("ADD COLUMN email text")
        .contains("CREATE UNIQUE INDEX CONCURRENTLY member_email_key ON member (email);")
        .contains("ADD CONSTRAINT member_email_key UNIQUE USING INDEX member_email_key;")
        .contains("CREATE VIEW addresses")
        .contains("DROP VIEW addresses;")
        .contains("DROP COLUMN email");
    assertThat(outcome.changes()).contains("+ column member.email", "+ view addresses");
    assertThat(columns()).containsExactly("email", "id", "nick");
    assertThat(workshop.lock()).doesNotContain(" - ");
    assertThat(workshop.migrator().status().isClean()).isTrue();

    DevOutcome second = workshop.dev();
    assertThat(second.created()).isNull();
    assertThat(second.changes()).isEmpty();
    assertThat(workshop.files()).hasSize(3);

    workshop.migrator().downgrade(new Target.Relative(-1));
    assertThat(columns()).containsExactly("id", "nick");
    assertThat(database.query("SELECT to_regclass('addresses')")).containsExactly("null");
  }

  @Test
  void withCreateOnlyTheDatabaseIsLeftAloneAndTheLineStaysOpen() throws SQLException {
    workshop.model(MEMBER).init();
    DevOutcome outcome = workshop.model(WITH_EMAIL).dev(true, false);
    assertThat(outcome.created()).isNotNull();
    assertThat(outcome.pushed()).isNull();
    assertThat(columns()).containsExactly("id", "nick");
    assertThat(workshop.lock()).containsPattern("000000000002 \\S+ - - ");
  }

  @Test
  void aRenameIsNotGuessedAndTheLineToPasteSettlesIt() throws SQLException {
    workshop.model(MEMBER).init();
    database.execute("INSERT INTO member (nick) VALUES ('ada')");
    workshop.model(MEMBER.replace("nick", "nickname"));
    assertThatThrownBy(workshop::dev)
        .isInstanceOfSatisfying(
            MigrationException.class,
            e ->
                assertThat(e.report())
                    .startsWith("nothing was written:")
                    .contains("-Ddb.rename=member.nick:member.nickname if it is one")
                    .contains("if that is meant: -Ddb.allow=drop-column\n")
                    .endsWith("all together: -Ddb.rename=member.nick:member.nickname"));
    assertThat(workshop.files()).hasSize(2);
    DevOutcome outcome = workshop.renaming("member.nick:member.nickname").dev();
    assertThat(outcome.text()).contains("RENAME COLUMN nick TO nickname");
    assertThat(database.query("SELECT nickname FROM member")).containsExactly("ada");
  }

  @Test
  void onATerminalARenameIsAskedAndANoIsADropThatLosesData() throws SQLException {
    workshop
        .model(
            "CREATE TABLE person (id int PRIMARY KEY, nick text, a int, b int, d int, e int, f int,"
                + " g int)")
        .init();
    database.execute("INSERT INTO person VALUES (1, 'ada', 2, 3, 4, 5, 6, 7)");
    workshop.model(
        "CREATE TABLE member (id int PRIMARY KEY, name text, a int, c int, d int, e int, f int, g"
            + " int)");
    workshop.allowing("drop-column").answeringYesTo("person", "nick");
    assertThat(workshop.dev().text())
        .contains("RENAME COLUMN nick TO name")
        .contains("ADD COLUMN c");
    assertThat(workshop.asked)
        .containsExactly(
            "person is dropped and member added, which looks like a rename",
            "member.nick is dropped and member.name added, which looks like a rename",
            "member.b is dropped and member.c added, which looks like a rename");
    assertThat(database.query("SELECT name || a || coalesce(c, 0) FROM member"))
        .containsExactly("ada20");
  }

  @Test
  void aHintThatNamesNothingIsToldOfAndADoneOneIsNot() {
    workshop.model(MEMBER).init();
    workshop.model(
        MEMBER.replace(
            "nick text NOT NULL",
            "nick text NOT NULL, -- renamed from: old\n b int -- renamed from: c\n"));
    assertThat(workshop.dev().notes())
        .containsExactly("schema.sql:2: renamed from c: there is nothing of that name");
  }

  @Test
  void lostDataIsRefusedWithItsRowsAndSaidInTheFile() throws SQLException {
    workshop.model(WITH_EMAIL).init();
    database.execute("INSERT INTO member (nick, email) VALUES ('a', 'x'), ('b', 'y'), ('c', null)");
    workshop.model(MEMBER);
    assertThatThrownBy(workshop::dev)
        .hasMessageContaining("dropping column member.email loses data (2 values in ")
        .hasMessageContaining("-Ddb.allow=drop-column");
    DevOutcome outcome = workshop.allowing("drop-column").dev();
    assertThat(outcome.text())
        .contains("-- what was lost by dropping column member.email does not come back\n");
    assertThat(columns()).containsExactly("id", "nick");
  }

  @Test
  void rowsAreCountedToABoundAndEstimatedBeyondIt() throws SQLException {
    workshop.model(MEMBER + "CREATE TABLE log (x int); CREATE TABLE one (x int)").init();
    database.execute(
        "INSERT INTO log SELECT 1 FROM generate_series(1, "
            + (LostRows.BOUND + 50_000)
            + "); INSERT INTO one VALUES (1); ANALYZE log");
    workshop.model(MEMBER).renaming("none");
    assertThatThrownBy(workshop::dev)
        .hasMessageContaining(
            "dropping table log loses data (more than 100000 rows; the table has about 150000 rows"
                + " in ")
        .hasMessageContaining("dropping table one loses data (1 row in ");
  }

  @Test
  void initRefusesFilesAHistoryAndTablesAndNamesThem() throws SQLException {
    workshop.model(MEMBER).init();
    assertThatThrownBy(workshop::init)
        .hasMessageContaining("2026_01_02_0304-000000000001_initial_schema.sql")
        .hasMessageContaining("which is at 000000000001")
        .hasMessageContaining("tables in ")
        .hasMessageContaining("member");
    assertThat(workshop.files()).hasSize(2);
  }

  @Test
  void driftElsewhereIsShownBothWaysAndDriftInTheWayIsRefused() throws SQLException {
    workshop.model(MEMBER).init();
    database.execute("CREATE TABLE stray (x int)");
    DevOutcome outcome = workshop.model(WITH_EMAIL).dev();
    assertThat(outcome.drift()).isNotNull();
    assertThat(outcome.drift().changes()).contains("+ table stray");
    assertThat(outcome.drift().forward()).contains("CREATE TABLE stray");
    assertThat(outcome.drift().back()).contains("DROP TABLE stray");
    database.execute("ALTER TABLE member ADD COLUMN age int");
    workshop.model(WITH_EMAIL.replace("nick text", "born date, nick text"));
    assertThatThrownBy(workshop::dev)
        .hasMessageContaining("is not what its history says")
        .hasMessageContaining("table public.member")
        .hasMessageContaining("ADD COLUMN age integer")
        .hasMessageContaining("DROP COLUMN age");
    assertThat(workshop.files()).hasSize(3);
  }

  @Test
  void driftIsAdoptedAsAMigrationThatIsNotRunHereAgain() throws SQLException {
    workshop.model(MEMBER).init();
    database.execute("ALTER TABLE member ADD COLUMN age int");
    DevOutcome outcome = workshop.dev(false, true);
    assertThat(outcome.text()).contains("ADD COLUMN age integer");
    assertThat(outcome.stamped()).isNotNull();
    assertThat(workshop.migrator().status().isClean()).isTrue();
    assertThat(columns()).containsExactly("age", "id", "nick");
    assertThat(workshop.model(MEMBER.replace("nick text", "age int, nick text")).dev().created())
        .isNull();
  }

  @Test
  void aDatabaseWithoutMigrationsIsAdoptedAsTheFirstOne() throws SQLException {
    database.execute(WITH_EMAIL);
    DevOutcome outcome = workshop.model(WITH_EMAIL).dev(false, true);
    assertThat(outcome.created()).isNotNull();
    assertThat(workshop.migrator().status().isClean()).isTrue();
    assertThat(workshop.dev().created()).isNull();
  }

  @Test
  void aModelThatCannotBeMadeSaysWhere() {
    workshop.model("CREATE TABLE a (x int);\nCREATE VIEW v AS\n  SELECT y FROM a;\n");
    assertThatThrownBy(workshop::init)
        .hasMessageContaining("schema.sql:3:10: column \"y\" does not exist");
    assertThat(workshop.files()).isEmpty();
  }

  @Test
  void functionsThatUseWhatIsMadeAfterThemRun() {
    DevOutcome outcome =
        workshop
            .model(
                """
                CREATE FUNCTION all_items() RETURNS bigint LANGUAGE sql AS 'SELECT total()';
                CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM item';
                CREATE TABLE item (id int PRIMARY KEY);
                CREATE INDEX ON item ((id + 1));
                """)
            .init();
    assertThat(outcome.text()).contains("SET check_function_bodies = off;");
    assertThat(outcome.pushed()).isNotNull();
  }

  @Test
  void rolesThatOnlyTheRealServerHasAreMadeOnAServerOfOnesOwn() throws SQLException {
    database.execute("DROP ROLE IF EXISTS dbpush_reader_x");
    workshop.model(MEMBER + "GRANT SELECT ON member TO dbpush_reader_x;");
    DevOutcome outcome = workshop.init();
    assertThat(outcome.text()).contains("GRANT SELECT ON");
    database.execute("DROP OWNED BY dbpush_reader_x; DROP ROLE dbpush_reader_x");
  }

  @Test
  void effectsOutsideTheDatabaseAreRefusedOnAServerOfOthers() throws SQLException {
    workshop.model(MEMBER).init();
    workshop
        .maker()
        .create(
            new dev.dbpush.core.authoring.Draft(
                "role",
                "CREATE ROLE dbpush_never",
                "DROP ROLE dbpush_never",
                "",
                java.util.List.of()));
    assertThatThrownBy(() -> workshop.onASharedServer().dev(true, false))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining("changes the server's roles");
    assertThat(database.query("SELECT rolname FROM pg_roles WHERE rolname = 'dbpush_never'"))
        .isEmpty();
  }

  @Test
  void theChainsEndIsKeptAndAChangedFileOrADamagedOneIsNotBelieved() throws Exception {
    workshop.model(MEMBER).init();
    workshop.dev();
    Chain chain = workshop.folder().read().chain();
    int major = database.server().major();
    SnapshotCache cache = new SnapshotCache(workshop.cache());
    String key = SnapshotCache.key(workshop.config(), chain, major);
    Snapshot kept = cache.find(key).orElseThrow();
    try (Scratch scratch = Scratch.create(workshop.config())) {
      scratch.push(workshop.folder(), Target.HEAD);
      assertThat(kept).isEqualTo(scratch.snapshot());
    }
    assertThat(SnapshotCache.key(workshop.config(), chain, major + 1)).isNotEqualTo(key);
    workshop.model(WITH_EMAIL).dev();
    Chain longer = workshop.folder().read().chain();
    assertThat(SnapshotCache.key(workshop.config(), longer, major)).isNotEqualTo(key);
    assertThat(workshop.dev().created()).isNull();
    String end = SnapshotCache.key(workshop.config(), longer, major);
    Files.writeString(workshop.cache().resolve(end + ".snapshot"), "damaged");
    assertThat(workshop.dev().created()).isNull();
    assertThat(cache.find(end)).isPresent();
  }

  @Test
  void whatARunHasMadeIsKnownToTheNextOne() throws Exception {
    workshop.model(MEMBER).init();
    workshop.model(WITH_EMAIL).dev();
    Chain chain = workshop.folder().read().chain();
    String key = SnapshotCache.key(workshop.config(), chain, database.server().major());
    Snapshot end = new SnapshotCache(workshop.cache()).find(key).orElseThrow();
    try (Scratch scratch = Scratch.create(workshop.config())) {
      scratch.push(workshop.folder(), Target.HEAD);
      assertThat(end).isEqualTo(scratch.snapshot());
    }
    try (ModelSide models = new ModelSide(workshop.config())) {
      assertThat(models.isKept()).isTrue();
      assertThat(models.snapshot()).isEqualTo(models.scratch().snapshot());
    }
    try (ModelSide models = new ModelSide(workshop.model(MEMBER).config())) {
      assertThat(models.isKept()).isFalse();
    }
    workshop.model(WITH_EMAIL + "CREATE ROLE dbpush_kept; DROP ROLE dbpush_kept;\n").dev();
    try (ModelSide models = new ModelSide(workshop.config())) {
      assertThat(models.isKept()).isFalse();
    }
  }

  @Test
  void keysAndNotNullThatBlockNobodyArePushedBothWaysAndLeaveNothingToDo() throws SQLException {
    String before = "CREATE TABLE member (id bigint NOT NULL, nick text, born date);\n";
    workshop.with(options -> options.notNullByCheck(true)).model(before).init();
    database.execute("INSERT INTO member VALUES (1, 'ada', '1815-12-10')");
    DevOutcome outcome =
        workshop
            .model(
                "CREATE TABLE member (id bigint PRIMARY KEY, nick text UNIQUE, born date NOT NULL)")
            .dev();
    assertThat(outcome.text())
        .contains("CREATE UNIQUE INDEX CONCURRENTLY member_pkey ON member (id)")
        .contains("PRIMARY KEY USING INDEX member_pkey")
        .contains("UNIQUE USING INDEX member_nick_key")
        .contains("CHECK (born IS NOT NULL) NOT VALID");
    assertThat(outcome.changes()).doesNotHaveDuplicates();
    assertThat(workshop.dev().created()).isNull();
    workshop.migrator().downgrade(new Target.Relative(-1));
    assertThat(
            database.query(
                "SELECT conname FROM pg_constraint WHERE conrelid = 'member'::regclass"
                    + " AND contype <> 'n'"))
        .isEmpty();
  }

  @Test
  void aRoleThatTheOtherSideHasMadeMeanwhileIsNoFailure() {
    AutogenerateConfig config = workshop.config();
    try (ScratchChain side =
        ScratchChain.create(config.scratch().server(), config.script(), config.listener())) {
      assertThat(side.makeRoles("role \"" + database.user() + "\" does not exist")).isTrue();
    }
  }

  @Test
  void theSchemaVerbComparesTheDatabaseWithChainAndModels() throws SQLException {
    workshop.model(MEMBER).init();
    assertThat(new SchemaVerb(workshop.config()).run(workshop.live()).isEqual()).isTrue();
    workshop.model(WITH_EMAIL);
    database.execute("CREATE TABLE stray (x int)");
    SchemaVerb.Comparison found = new SchemaVerb(workshop.config()).run(workshop.live());
    assertThat(found.differences()).hasSize(2);
    assertThat(found.differences().get(0).changes()).containsExactly("- table stray");
    assertThat(found.differences().get(1).changes())
        .contains("- table stray", "+ column member.email", "+ view addresses");
    assertThat(found.differences().get(1).back()).contains("CREATE TABLE stray");
    assertThat(new SchemaVerb(workshop.config()).modelsAgainstChain().changes())
        .contains("+ column member.email")
        .doesNotContain("- table stray");
  }

  private java.util.List<String> columns() throws SQLException {
    return database.query(
        "SELECT attname FROM pg_attribute WHERE attrelid = 'member'::regclass AND attnum > 0 AND"
            + " NOT attisdropped ORDER BY 1");
  }
}
