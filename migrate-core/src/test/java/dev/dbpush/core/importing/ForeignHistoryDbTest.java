package dev.dbpush.core.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.importing.ImportReport.Imported;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.file.Checksum;
import dev.dbpush.sql.syntax.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The tables are made as the tools themselves make them. */
final class ForeignHistoryDbTest {
  private static final String FLYWAY_TABLE =
      """
      CREATE TABLE %s (installed_rank int NOT NULL PRIMARY KEY, version varchar(50),
        description varchar(200) NOT NULL, type varchar(20) NOT NULL, script varchar(1000) NOT NULL,
        checksum int, installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(),
        execution_time int NOT NULL, success boolean NOT NULL);
      """;
  private static final String PRISMA_TABLE =
      """
      CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL,
        finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text,
        rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(),
        applied_steps_count integer NOT NULL DEFAULT 0);
      """;

  @RegisterExtension final TestDatabase database = TestDatabase.create();
  @TempDir private Path temporary;
  private Source source;

  @BeforeEach
  void openSource() {
    source = new Source(temporary);
  }

  @Test
  void golangMigrateHasRunEverythingUpToItsNumber() throws SQLException {
    ImportReport report = threeOfGolangMigrate();
    golangMigrateIsAt("2, false");

    StampAdvice advice = compare(report);

    assertThat(advice.agrees()).isTrue();
    assertThat(advice.table()).isEqualTo("public.schema_migrations");
    assertThat(advice.revisions())
        .isEqualTo(report.imported().subList(0, 2).stream().map(Imported::revision).toList());
  }

  @Test
  void aDirtyGolangMigrateHistoryIsRefused() throws SQLException {
    ImportReport report = threeOfGolangMigrate();
    golangMigrateIsAt("2, true");

    assertRefused(compare(report), "public.schema_migrations: version 2 failed or was cut off");
  }

  @Test
  void aNumberWithoutAFileIsRefused() throws SQLException {
    ImportReport report = threeOfGolangMigrate();
    golangMigrateIsAt("7, false");

    assertRefused(
        compare(report), "public.schema_migrations: version 7 was run here, and no file has it");
  }

  @Test
  void anEmptyHistoryStampsNothing() throws SQLException {
    ImportReport report = threeOfGolangMigrate();
    database.execute("CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean)");

    StampAdvice advice = compare(report);

    assertThat(advice.agrees()).isTrue();
    assertThat(advice.revisions()).isEmpty();
    assertThat(advice.notes()).containsExactly("nothing was run yet: push instead of stamping");
  }

  @Test
  void aMissingTableIsADifference() throws SQLException {
    assertRefused(
        compare(threeOfGolangMigrate()),
        "schema_migrations: this database has no such table, so golang-migrate has run nothing"
            + " here");
  }

  @Test
  void aTableOfAnotherToolIsNotTaken() throws SQLException {
    ImportReport report = threeOfGolangMigrate();
    database.execute("CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY)");

    assertRefused(
        compare(report),
        "schema_migrations: public.schema_migrations has not the columns of golang-migrate's"
            + " history: version, dirty");
  }

  @Test
  void aTableIsFoundInAnySchemaAndTwoAreRefusedUntilOneIsNamed() throws SQLException {
    ImportReport report = threeOfGolangMigrate();
    String columns = " (version bigint PRIMARY KEY, dirty boolean NOT NULL)";
    database.execute(
        "CREATE SCHEMA \"A b\"; CREATE TABLE \"A b\".schema_migrations"
            + columns
            + "; INSERT INTO \"A b\".schema_migrations VALUES (1, false)");

    assertThat(compare(report).revisions()).hasSize(1);

    database.execute("CREATE SCHEMA c; CREATE TABLE c.schema_migrations" + columns);
    assertRefused(
        compare(report),
        "schema_migrations: several tables have this name: \"A b\".schema_migrations,"
            + " c.schema_migrations");
    assertThat(compare(report, "\"A b\".schema_migrations").revisions()).hasSize(1);
    assertThatThrownBy(() -> compare(report, "a; DROP TABLE b"))
        .isInstanceOf(ImportException.class);
    assertThatThrownBy(() -> compare(report, "\"a")).isInstanceOf(ImportException.class);
  }

  @Test
  void dbmateListsEachFileAndAGapIsRefused() throws SQLException {
    source
        .with("20240101000000_a.sql", "-- migrate:up\nSELECT 1;\n")
        .with("20240102000000_b.sql", "-- migrate:up\nSELECT 2;\n")
        .with("20240103000000_c.sql", "-- migrate:up\nSELECT 3;\n");
    ImportReport report = source.run();
    database.execute(
        "CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY);"
            + "INSERT INTO schema_migrations VALUES ('20240101000000'), ('20240102000000')");

    assertThat(compare(report).revisions()).hasSize(2);

    database.execute(
        "UPDATE schema_migrations SET version = '20240103000000' WHERE version LIKE '%102%'");
    assertRefused(
        compare(report),
        "20240102000000_b.sql: was not run here, though the later 20240103000000_c.sql was");
  }

  @Test
  void dieselVersionsHaveNoDashes() throws SQLException {
    source
        .with("00000000000000_setup/up.sql", "SELECT 0;")
        .with("2022-04-26-153628_codec/up.sql", "SELECT 1;");
    ImportReport report = source.run();
    database.execute(
        "CREATE TABLE __diesel_schema_migrations (version varchar(50) PRIMARY KEY NOT NULL,"
            + " run_on timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP);"
            + "INSERT INTO __diesel_schema_migrations VALUES ('00000000000000'), ('20220426153628')");

    assertThat(compare(report).revisions()).hasSize(2);
  }

  @Test
  void gooseCountsTheLastWordOnEachNumber() throws SQLException {
    source
        .with("00001_a.sql", "-- +goose Up\nSELECT 1;\n")
        .with("00002_b.sql", "-- +goose Up\nSELECT 2;\n")
        .with("00003_c.go", "package m");
    ImportReport report = source.run();
    database.execute(
        "CREATE TABLE goose_db_version (id serial PRIMARY KEY, version_id bigint NOT NULL,"
            + " is_applied boolean NOT NULL, tstamp timestamp NULL DEFAULT now());"
            + "INSERT INTO goose_db_version (version_id, is_applied) VALUES"
            + " (0, true), (1, true), (2, true), (2, false), (3, true)");

    StampAdvice advice = compare(report);

    assertThat(advice.revisions()).containsExactly(report.imported().get(0).revision());
    assertThat(advice.notes())
        .containsExactly("version 3 was run and is not in the chain: 00003_c.go");
  }

  @Test
  void prismaFailuresAreRefusedAndRolledBackOnesAreNot() throws SQLException {
    source.with("0_init/migration.sql", "SELECT 1;\n").with("1_more/migration.sql", "SELECT 2;\n");
    ImportReport report = source.run();
    database.execute(PRISMA_TABLE);
    prisma("a", Checksum.sha256("SELECT 1;\r\n"), "now()", "0_init", "NULL");
    prisma("b", Checksum.sha256("SELECT 2;\n"), "NULL", "1_more", "now()");

    assertThat(compare(report).revisions()).hasSize(1);

    prisma("c", Checksum.sha256("SELECT 2;\n"), "now()", "1_more", "NULL");
    assertThat(compare(report).revisions()).hasSize(2);

    prisma("d", Checksum.sha256("x"), "NULL", "2_odd", "NULL");
    assertRefused(
        compare(report), "public._prisma_migrations: version 2_odd failed or was cut off");
  }

  @Test
  void aPrismaFileThatChangedIsRefused() throws SQLException {
    source.with("0_init/migration.sql", "SELECT 1;\n");
    ImportReport report = source.run();
    database.execute(PRISMA_TABLE);
    prisma("a", Checksum.sha256("SELECT 0;\n"), "now()", "0_init", "NULL");

    assertRefused(
        compare(report), "0_init/migration.sql: the file was changed after it was run here");
  }

  @Test
  void flywayRowsAreReadWithTheirKinds() throws SQLException {
    source
        .with("V1__a.sql", "SELECT 1;\r\n\r\n-- é\r\n")
        .with("V1_1__b.sql", "SELECT 2;")
        .with("V2__c.java", "class V2__c {}")
        .with("V3__d.sql", "SELECT 4;")
        .with("R__v.sql", "SELECT 5;");
    ImportReport report = source.run();
    database.execute(FLYWAY_TABLE.formatted("flyway_schema_history"));
    flyway(0, "NULL", "SCHEMA", "public", "NULL", true);
    flyway(1, "'1'", "SQL", "V1__a.sql", "1735403669", true);
    flyway(2, "'1.1'", "SQL", "V1_1__b.sql", "NULL", true);
    flyway(3, "'2'", "JDBC", "V2__c", "NULL", true);
    flyway(4, "NULL", "SQL", "R__v.sql", "7", true);
    flyway(5, "'3'", "SQL", "V3__d.sql", "NULL", true);
    flyway(6, "'3'", "UNDO_SQL", "U3__d.sql", "NULL", true);

    StampAdvice advice = compare(report);

    assertThat(advice.differences()).isEmpty();
    assertThat(advice.revisions())
        .isEqualTo(report.imported().subList(0, 2).stream().map(Imported::revision).toList());
    assertThat(advice.notes())
        .containsExactly(
            "a repeatable migration was run: R__v.sql",
            "version 2 was run and is not in the chain: V2__c.java");
  }

  @Test
  void aFlywayFileThatChangedOrFailedIsRefused() throws SQLException {
    source.with("V1__a.sql", "SELECT 1;").with("V2__b.sql", "SELECT 2;");
    ImportReport report = source.run();
    database.execute(FLYWAY_TABLE.formatted("flyway_schema_history"));
    flyway(1, "'1'", "SQL", "V1__a.sql", "12345", true);
    flyway(2, "'2'", "SQL", "V2__b.sql", "NULL", false);

    assertRefused(
        compare(report),
        "public.flyway_schema_history: version 2 (V2__b.sql) failed or was cut off",
        "V1__a.sql: the file was changed after it was run here");
  }

  @Test
  void aFlywayBaselineCountsEverythingUpToIt() throws SQLException {
    source
        .with("V1__a.sql", "SELECT 1;")
        .with("V1_9__b.sql", "SELECT 2;")
        .with("V1_10__c.sql", "SELECT 3;")
        .with("V3__d.sql", "SELECT 4;");
    ImportReport report = source.run();
    database.execute(FLYWAY_TABLE.formatted("flyway_schema_history"));
    flyway(1, "'1.10.0'", "BASELINE", "<< Flyway Baseline >>", "NULL", true);

    assertThat(compare(report).revisions()).hasSize(3);

    database.execute("DROP TABLE flyway_schema_history");
    database.execute(FLYWAY_TABLE.formatted("\"my history\""));
    assertThat(compare(report, "\"my history\"").revisions()).isEmpty();
  }

  private ImportReport threeOfGolangMigrate() {
    return source
        .with("1_a.up.sql", "SELECT 1;")
        .with("0002_b.up.sql", "SELECT 2;")
        .with("10_c.up.sql", "SELECT 3;")
        .run();
  }

  private void golangMigrateIsAt(String values) throws SQLException {
    database.execute(
        "CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT"
            + " NULL); INSERT INTO schema_migrations VALUES ("
            + values
            + ")");
  }

  private void prisma(String id, String checksum, String finished, String name, String rolledBack)
      throws SQLException {
    database.execute(
        "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, rolled_back_at)"
            + " VALUES ('%s', '%s', %s, '%s', %s)"
                .formatted(id, checksum, finished, name, rolledBack));
  }

  private void flyway(
      int rank, String version, String type, String script, String checksum, boolean success)
      throws SQLException {
    database.execute(
        "INSERT INTO flyway_schema_history VALUES (%d, %s, '', '%s', '%s', %s, 'me', now(), 1, %s)"
            .formatted(rank, version, type, script, checksum, success));
  }

  private StampAdvice compare(ImportReport report) throws SQLException {
    return compare(report, report.layout().historyTable());
  }

  private StampAdvice compare(ImportReport report, String table) throws SQLException {
    try (Connection connection = database.connect()) {
      return ForeignHistory.compare(connection, report, table);
    }
  }

  private static void assertRefused(StampAdvice advice, String... firstLines) {
    assertThat(advice.agrees()).isFalse();
    assertThat(advice.revisions()).isEqualTo(List.of());
    assertThat(advice.differences())
        .extracting((Problem problem) -> problem.toString().split("\n")[0])
        .containsExactly(firstLines);
  }
}
