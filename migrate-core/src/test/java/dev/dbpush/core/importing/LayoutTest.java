package dev.dbpush.core.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dbpush.core.importing.ImportReport.Imported;
import dev.dbpush.core.importing.ImportReport.Skipped;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All layouts but Flyway's. */
final class LayoutTest {
  @TempDir private Path temporary;
  private Source source;

  @BeforeEach
  void openSource() {
    source = new Source(temporary);
  }

  @Test
  void golangMigrateGoesByNumberNotByText() {
    source
        .with("10_c.up.sql", "SELECT 3;")
        .with("9_b.up.sql", "SELECT 2;")
        .with("0001_a.up.sql", "SELECT 1;")
        .with("final_schema.sql", "--")
        .with("chain.json", "{}")
        .with("old/1_a.up.sql", "SELECT 0;");

    ImportReport report = source.run();

    assertThat(report.layout()).isEqualTo(Layout.GOLANG_MIGRATE);
    assertThat(report.imported()).extracting(Imported::version).containsExactly("1", "9", "10");
    assertThat(report.skipped())
        .containsExactly(
            new Skipped("chain.json", "not a migration", ""),
            new Skipped(
                "final_schema.sql", "the name is not that of a golang-migrate migration", ""),
            new Skipped("old/", "golang-migrate does not look into this folder (1 file)", ""));
  }

  @Test
  void golangMigrateRefusesANumberThatStandsTwice() {
    source.with("1_a.up.sql", "SELECT 1;").with("01_b.up.sql", "SELECT 2;");

    assertThatThrownBy(source::run)
        .hasMessageStartingWith("1_a.up.sql: number 1 stands twice: 01_b.up.sql has it too");
  }

  @Test
  void golangMigrateCarriesADownWithoutAnUp() {
    source.with("1_a.up.sql", "SELECT 1;").with("2_b.down.sql", "SELECT 2;");

    ImportReport report = source.run();

    assertThat(source.text(report, 1)).endsWith("nothing to do\n\n-- migrate:down\nSELECT 2;\n");
    assertThat(report.warnings())
        .first()
        .asString()
        .startsWith("2_b.down.sql: a down without an up");
  }

  @Test
  void timesInNamesBecomeTheMinuteOfCreation() {
    source
        .with("1510262030_epoch.up.sql", "SELECT 1;")
        .with("20190203040506_fourteen.up.sql", "SELECT 2;")
        .with("20190203040507_same_minute.up.sql", "SELECT 3;");

    assertThat(source.run().imported())
        .extracting(imported -> imported.file().substring(0, 15))
        .containsExactly("2017_11_09_2113", "2019_02_03_0405", "2019_02_03_0406");
  }

  @Test
  void dieselReadsFoldersAndTheirMetadata() {
    source
        .with("00000000000000_diesel_initial_setup/up.sql", "SELECT 0;")
        .with("00000000000000_diesel_initial_setup/down.sql", "SELECT 0;")
        .with("2022-04-26-153628_codec/up.sql", "VACUUM t;")
        .with("2022-04-26-153628_codec/down.sql", "SELECT 1;")
        .with("2022-04-26-153628_codec/metadata.toml", "run_in_transaction = false\n")
        .with("20210101000000_older/up.sql", "SELECT 2;")
        .with("20210101000000_older/notes.txt", "hm")
        .with("empty/.keep", "")
        .with(".keep", "");

    ImportReport report = source.run();

    assertThat(report.layout()).isEqualTo(Layout.DIESEL);
    assertThat(report.imported())
        .extracting(Imported::version)
        .containsExactly("00000000000000", "20210101000000", "20220426153628");
    assertThat(report.imported().get(2).file())
        .startsWith("2022_04_26_1536-")
        .endsWith("_codec.sql");
    assertThat(source.text(report, 2))
        .contains("-- migrate:up transaction:false\nVACUUM t;\n")
        .contains("-- migrate:down transaction:false\nSELECT 1;\n");
    assertThat(report.skipped())
        .extracting(Skipped::path)
        .containsExactly(".keep", "20210101000000_older/notes.txt", "empty/");
  }

  @Test
  void dieselRefusesAFolderWithADownAlone() {
    source.with("1_a/up.sql", "SELECT 1;").with("2_b/down.sql", "SELECT 1;");

    assertThatThrownBy(source::run).hasMessageStartingWith("2_b/: no up.sql in this folder");
  }

  @Test
  void prismaReadsFoldersByName() {
    source
        .with("migration_lock.toml", "# do not edit\nprovider = \"postgresql\"\n")
        .with("20230102030405_second/migration.sql", "SELECT 2;\r\n")
        .with("0_init/migration.sql", "SELECT 1;")
        .with("20230102030405_second/down.sql", "SELECT 3;");

    ImportReport report = source.run();

    assertThat(report.layout()).isEqualTo(Layout.PRISMA);
    assertThat(report.imported())
        .extracting(Imported::version)
        .containsExactly("0_init", "20230102030405_second");
    assertThat(report.imported().get(1).file())
        .startsWith("2023_01_02_0304-")
        .endsWith("_second.sql");
    assertThat(source.text(report, 1)).contains("-- migrate:down\nSELECT 3;\n");
    assertThat(report.imported().get(1).checksums()).hasSize(2);
    assertThat(report.skipped()).extracting(Skipped::path).containsExactly("migration_lock.toml");
  }

  @Test
  void prismaForAnotherDatabaseIsRefused() {
    source
        .with("migration_lock.toml", "provider = \"mysql\"\n")
        .with("0_init/migration.sql", "SELECT 1;");

    assertThatThrownBy(source::run)
        .hasMessageStartingWith("migration_lock.toml: these migrations are for mysql");
  }

  @Test
  void dbmateFilesAreDividedAtTheirDirectives() {
    source
        .with(
            "20240102030405_add.sql",
            "-- a remark\n-- migrate:up transaction:false\nVACUUM t;\n\n-- migrate:down\nSELECT 1;\n")
        .with("20240102030406_more.sql", "--migrate:up\nSELECT 2;\n")
        .with("schema.sql", "--");

    ImportReport report = source.run();

    assertThat(report.layout()).isEqualTo(Layout.DBMATE);
    assertThat(source.text(report, 0))
        .endsWith("\n-- migrate:up transaction:false\nVACUUM t;\n\n-- migrate:down\nSELECT 1;\n");
    assertThat(source.text(report, 1))
        .contains("\n-- migrate:up\nSELECT 2;\n\n-- migrate:down irreversible: ");
    assertThat(report.imported().get(1).version()).isEqualTo("20240102030406");
  }

  @Test
  void dbmateFilesThatDbmateRefusesAreRefusedAtTheirPlace() {
    source
        .with("1_a.sql", "SELECT 0;\n-- migrate:up\nSELECT 1;\n")
        .with("2_b.sql", "-- migrate:down\nSELECT 1;\n-- migrate:up\nSELECT 1;\n")
        .with("3_c.sql", "-- migrate:up\nSELECT 1;\n-- migrate:up\nSELECT 2;\n")
        .with("4_d.sql", "-- migrate:upwards\nSELECT 1;\n")
        .with("5_e.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 'open;\n");

    assertThatThrownBy(source::run)
        .isInstanceOfSatisfying(
            ImportException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.file() + ":" + problem.position())
                    .containsExactlyInAnyOrder(
                        "1_a.sql:1:1",
                        "2_b.sql:1:1",
                        "3_c.sql:3:1",
                        "4_d.sql:null",
                        "5_e.sql:4:8"));
  }

  @Test
  void gooseFilesAreDividedAtTheirAnnotations() {
    source
        .with(
            "00002_second.sql",
            "-- +goose NO TRANSACTION\n-- +goose Up\nVACUUM t;\n-- +goose Down\nSELECT 1;\n")
        .with(
            "00001_first.sql",
            "-- +goose up\n-- +goose StatementBegin\nDO $$ BEGIN PERFORM 1; END $$\n"
                + "-- +goose StatementEnd\n-- +goose StatementBegin\nSELECT 1;\nSELECT 2;\n"
                + "-- +goose StatementEnd\n")
        .with("00003_code.go", "package migrations")
        .with("00004_env.sql", "-- +goose Up\n-- +goose ENVSUB ON\nSELECT '${HOME}';\n");

    ImportReport report = source.run();

    assertThat(report.layout()).isEqualTo(Layout.GOOSE);
    assertThat(report.imported())
        .extracting(Imported::version, Imported::statements)
        .containsExactly(tuple("1", 3), tuple("2", 1), tuple("4", 1));
    assertThat(source.text(report, 1)).contains("-- migrate:up transaction:false\nVACUUM t;\n");
    assertThat(report.skipped())
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.path()).isEqualTo("00003_code.go");
              assertThat(skipped.version()).isEqualTo("3");
            });
    assertThat(report.warnings())
        .extracting(warning -> warning.file() + ":" + warning.position())
        .containsExactly("00001_first.sql:4:1", "00004_env.sql:2:1");
  }

  @Test
  void gooseFilesWithoutAnUpAreRefused() {
    source
        .with("1_a.sql", "-- +goose Up\nSELECT 1;\n")
        .with("2_b.sql", "SELECT 1;\n")
        .with("01_c.sql", "-- +goose Up\nSELECT 1;\n");

    assertThatThrownBy(source::run)
        .hasMessageContaining("2_b.sql: not one -- +goose Up section")
        .hasMessageContaining("1_a.sql: number 1 stands twice: 01_c.sql has it too");
  }

  @Test
  void aNamedLayoutWithoutItsFilesIsRefused() {
    source.with("1_a.up.sql", "SELECT 1;");

    assertThatThrownBy(() -> source.run(Layout.PRISMA))
        .hasMessageContaining("no prisma migrations here");
    assertThatThrownBy(() -> Layout.of("liquibase"))
        .hasMessageContaining("known: auto, golang-migrate, flyway");
    assertThat(Layout.of(" Flyway ")).isEqualTo(Layout.FLYWAY);
  }
}
