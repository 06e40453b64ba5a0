package dev.dbpush.core.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.UnderLock;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class NukeDbTest {
  /** One of each kind, some that hang on others, and names that need quotes. */
  private static final String EVERY_KIND =
      """
      CREATE TABLE "Odd ""name" ("Id" int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "of" serial);
      CREATE TABLE parted (id int, at date) PARTITION BY RANGE (at);
      CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (id);
      CREATE TABLE parted_1_1 PARTITION OF parted_1 DEFAULT;
      CREATE TABLE parent (id int); CREATE TABLE child (more int) INHERITS (parent);
      CREATE TABLE left_one (id int PRIMARY KEY, other int);
      CREATE TABLE right_one (id int PRIMARY KEY, other int REFERENCES left_one);
      ALTER TABLE left_one ADD FOREIGN KEY (other) REFERENCES right_one;
      CREATE UNLOGGED TABLE quick (id int);
      CREATE SEQUENCE lonely;
      CREATE VIEW seen AS TABLE left_one; CREATE VIEW seen_again AS TABLE seen;
      CREATE MATERIALIZED VIEW kept AS TABLE seen_again; CREATE UNIQUE INDEX ON kept (id);
      CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE pair AS (a int, b mood);
      CREATE DOMAIN positive AS int CHECK (VALUE > 0);
      CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = float8mi);
      CREATE TYPE shell;
      CREATE TABLE typed (m mood DEFAULT 'ok', p pair, d positive[], s span);
      CREATE FUNCTION twice(x positive) RETURNS int LANGUAGE sql AS 'SELECT x * 2';
      CREATE FUNCTION twice(text, VARIADIC int[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE PROCEDURE work(x int) LANGUAGE plpgsql AS 'BEGIN END';
      CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
      CREATE FUNCTION noticed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER notice BEFORE INSERT ON typed FOR EACH ROW EXECUTE FUNCTION noticed();
      CREATE FUNCTION near(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1 - $2) < 2';
      CREATE OPERATOR ~~~ (LEFTARG = int, RIGHTARG = int, FUNCTION = near, COMMUTATOR = ~~~);
      CREATE OPERATOR FAMILY ints USING btree;
      CREATE OPERATOR CLASS backwards FOR TYPE int USING btree AS OPERATOR 1 >, OPERATOR 3 =, FUNCTION 1 btint4cmp(int, int);
      CREATE COLLATION plain (provider = icu, locale = 'und');
      CREATE CONVERSION convert FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
      CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple);
      CREATE TEXT SEARCH CONFIGURATION search (COPY = simple);
      ALTER TEXT SEARCH CONFIGURATION search ALTER MAPPING FOR word WITH words;
      CREATE TEXT SEARCH TEMPLATE template_of (LEXIZE = dsimple_lexize);
      CREATE TEXT SEARCH PARSER parser_of (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
      CREATE STATISTICS together (dependencies) ON id, other FROM left_one;
      CREATE RULE quiet AS ON DELETE TO quick DO INSTEAD NOTHING;
      ALTER TABLE quick ENABLE ROW LEVEL SECURITY; CREATE POLICY mine ON quick USING (id > 0);
      CREATE CAST (mood AS int) WITH INOUT;
      """;

  private static final String WHAT_IS_LEFT =
      "SELECT pg_describe_object(classid, objid, 0) FROM (SELECT 'pg_class'::regclass AS classid,"
          + " oid AS objid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind <>"
          + " 'i' UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace ="
          + " 'public'::regnamespace AND typrelid = 0 AND typname NOT LIKE '\\_%' UNION ALL SELECT"
          + " 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
          + " UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator WHERE oprnamespace ="
          + " 'public'::regnamespace UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass"
          + " WHERE opcnamespace = 'public'::regnamespace UNION ALL SELECT 'pg_opfamily'::regclass,"
          + " oid FROM pg_opfamily WHERE opfnamespace = 'public'::regnamespace UNION ALL SELECT"
          + " 'pg_collation'::regclass, oid FROM pg_collation WHERE collnamespace ="
          + " 'public'::regnamespace UNION ALL SELECT 'pg_conversion'::regclass, oid FROM"
          + " pg_conversion WHERE connamespace = 'public'::regnamespace UNION ALL SELECT"
          + " 'pg_ts_config'::regclass, oid FROM pg_ts_config WHERE cfgnamespace ="
          + " 'public'::regnamespace UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict"
          + " WHERE dictnamespace = 'public'::regnamespace UNION ALL SELECT"
          + " 'pg_ts_parser'::regclass, oid FROM pg_ts_parser WHERE prsnamespace ="
          + " 'public'::regnamespace UNION ALL SELECT 'pg_ts_template'::regclass, oid FROM"
          + " pg_ts_template WHERE tmplnamespace = 'public'::regnamespace UNION ALL SELECT"
          + " 'pg_statistic_ext'::regclass, oid FROM pg_statistic_ext WHERE stxnamespace ="
          + " 'public'::regnamespace) AS x ORDER BY 1";

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;

  private TestChain chain;

  @BeforeEach
  void write() {
    chain = new TestChain(folder.resolve("migrations"), database);
    chain.revision(1, "CREATE TABLE member (id int PRIMARY KEY);", "DROP TABLE member;");
  }

  @Test
  void everyKindOfObjectGoesAndTheSettingsStay() throws SQLException {
    chain.migrator().push(Target.HEAD);
    database.execute(EVERY_KIND);
    DestroyOutcome outcome = nuke();
    assertThat(outcome.passes()).isEqualTo(1);
    assertThat(outcome.lost()).contains("11 tables", "2 views", "1 sequence");
    assertThat(database.query(WHAT_IS_LEFT)).containsExactly("table dbpush_settings");
    assertThat(nuke().lost()).isEmpty();
  }

  @Test
  void grantsOtherSchemasAndProtectableSettingsStay() throws SQLException {
    chain.migrator().push(Target.HEAD);
    database.execute(
        "CREATE SCHEMA other; CREATE TABLE other.kept AS SELECT 1 AS x;"
            + " GRANT CREATE ON SCHEMA public TO pg_monitor;"
            + " ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO pg_monitor;"
            + " CREATE PUBLICATION news FOR TABLE member");
    String grants =
        "SELECT nspacl::text FROM pg_namespace WHERE nspname = 'public' UNION ALL"
            + " SELECT defaclacl::text FROM pg_default_acl";
    List<String> before = database.query(grants);
    nuke();
    assertThat(database.query(grants)).isEqualTo(before);
    assertThat(database.query("SELECT x FROM other.kept")).containsExactly("1");
    assertThat(database.query("SELECT pubname FROM pg_publication")).containsExactly("news");
    assertThat(database.query("SELECT name FROM dbpush_settings"))
        .containsExactly("layout:dbpush_history");
  }

  /** plpgsql's own functions stand in pg_catalog; an extension's in public need another one. */
  @Test
  void whatBelongsToAnExtensionStays() throws SQLException {
    chain.migrator().push(Target.HEAD);
    database.execute(
        "CREATE FUNCTION member_of() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TABLE"
            + " settings_of (id serial PRIMARY KEY); CREATE TYPE type_of AS ENUM ('x'); ALTER"
            + " EXTENSION plpgsql ADD FUNCTION member_of(); ALTER EXTENSION plpgsql ADD TABLE"
            + " settings_of; ALTER EXTENSION plpgsql ADD TYPE type_of");
    database.execute("CREATE TABLE mine (x type_of DEFAULT 'x', y int DEFAULT member_of())");
    nuke();
    assertThat(database.query(WHAT_IS_LEFT))
        .containsExactly(
            "function member_of()",
            "sequence settings_of_id_seq",
            "table dbpush_settings",
            "table settings_of",
            "type type_of");
  }

  @Test
  void whatHangsOnAnObjectFromOutsideIsNamed() throws SQLException {
    chain.migrator().push(Target.HEAD);
    database.execute(
        "CREATE SEQUENCE numbers; CREATE TYPE mood AS ENUM ('ok');"
            + " CREATE FUNCTION audit() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
            + " CREATE EVENT TRIGGER audits ON ddl_command_end EXECUTE FUNCTION audit();"
            + " CREATE SCHEMA other; CREATE TABLE other.a (id int REFERENCES member,"
            + " n int DEFAULT nextval('numbers'), m mood); CREATE VIEW other.v AS TABLE member;");
    assertThatThrownBy(this::nuke)
        .hasMessageContaining("view other.v")
        .hasMessageContaining("constraint a_id_fkey on table other.a")
        .hasMessageContaining("default value for column n of table other.a")
        .hasMessageContaining("table other.a")
        .hasMessageContaining("event trigger audits");
    nuke(EnumSet.of(EvenIf.DEPENDENTS));
    assertThat(
            database.query(
                "SELECT attname FROM pg_attribute WHERE attrelid = 'other.a'::regclass"
                    + " AND attnum > 0 AND NOT attisdropped"))
        .containsExactly("id", "n");
  }

  @Test
  void whereTheLockTableIsSmallItTakesPassesAndACutOneGoesOn() throws SQLException {
    chain.migrator().push(Target.HEAD);
    database.execute(EVERY_KIND);
    MigratorConfig cutting =
        chain
            .config()
            .withListener(
                new MigrationListener() {
                  @Override
                  public void info(String message) {
                    if (message.contains("pass 2")) {
                      throw new IllegalStateException("cut");
                    }
                  }
                });
    assertThatThrownBy(() -> inPasses(cutting)).hasMessage("cut");
    assertThat(database.query("SELECT count(*) FROM dbpush_history")).containsExactly("0");
    assertThat(database.query(WHAT_IS_LEFT)).hasSizeGreaterThan(2);
    assertThat(inPasses(chain.config())).isPositive();
    assertThat(database.query(WHAT_IS_LEFT)).containsExactly("table dbpush_settings");
    assertThat(database.query("SELECT count(*) FROM dbpush_settings WHERE name LIKE 'nuke:%'"))
        .containsExactly("0");
  }

  @Test
  void aCutNukeIsFinishedByTheNextOneWithoutAskingWhoseDatabaseItIs() throws SQLException {
    chain.migrator().push(Target.HEAD);
    database.execute(
        "DELETE FROM dbpush_history; INSERT INTO dbpush_settings (name, value)"
            + " VALUES ('nuke:dbpush_history', 'unfinished')");
    nuke();
    assertThat(database.query(WHAT_IS_LEFT)).containsExactly("table dbpush_settings");
    assertThat(database.query("SELECT name FROM dbpush_settings"))
        .containsExactly("layout:dbpush_history");
  }

  @Test
  void whileATableIsInUseNothingIsDropped() throws SQLException {
    chain.migrator().push(Target.HEAD);
    try (Connection reader = database.connect();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("SELECT FROM member");
      assertThatThrownBy(() -> nuke(EnumSet.of(EvenIf.CONNECTED)))
          .hasMessageContaining("nothing was dropped")
          .hasMessageContaining("55P03");
    }
    assertThat(database.query("SELECT count(*) FROM dbpush_history")).containsExactly("1");
  }

  @Test
  void theRowsThatAreLostAreTold() throws SQLException {
    chain.migrator().push(Target.HEAD);
    database.execute("INSERT INTO member SELECT generate_series(1, 2000)");
    database.execute("ANALYZE member; CREATE TABLE three AS SELECT generate_series(1, 3)");
    MigratorConfig config = chain.config();
    new NukeVerb(config, options(EnumSet.noneOf(EvenIf.class), true)).run();
    assertThat(chain.heard())
        .contains("  table public.member: about 2000 rows", "  table public.three: 3 rows");
    assertThat(database.query("SELECT count(*) FROM member")).containsExactly("2000");
  }

  private DestroyOutcome nuke() {
    return nuke(EnumSet.noneOf(EvenIf.class));
  }

  private DestroyOutcome nuke(Set<EvenIf> evenIf) {
    return new NukeVerb(
            chain
                .config()
                .withScript(
                    chain.config().script().withTimeouts(Duration.ofMillis(300), Duration.ZERO)),
            options(evenIf, false))
        .run();
  }

  private SafetyOptions options(Set<EvenIf> evenIf, boolean dryRun) {
    return new SafetyOptions(database.name(), null, evenIf, dryRun, null, List.of("public"));
  }

  /** As on a server with a small lock table. */
  private static int inPasses(MigratorConfig config) {
    return new UnderLock(config)
        .run(
            (connection, state) -> {
              Inventory whole =
                  new InventoryReader(connection, config.script().table()).read(List.of("public"));
              Emptying emptying = new Emptying(connection, config, state);
              emptying.plan(new Inventory(whole.objects(), List.of(), 150));
              return emptying.run();
            });
  }
}
