package dev.dbpush.core.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.importing.ImportReport.Imported;
import dev.dbpush.core.importing.ImportReport.Skipped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlywayLayoutTest {
  @TempDir private Path temporary;
  private Source source;

  @BeforeEach
  void openSource() {
    source = new Source(temporary);
  }

  @Test
  void versionsAreOrderedNumberByNumberAcrossFolders() {
    source
        .with("V1_10__ten.sql", "SELECT 4;")
        .with("sub/V1.2__two.sql", "SELECT 2;")
        .with("V1_2_1__two_one.sql", "SELECT 3;")
        .with("V001__one.sql", "SELECT 1;")
        .with("deep/er/V20230102030405__late.sql", "SELECT 6;")
        .with("V2.sql", "SELECT 5;");

    ImportReport report = source.run();

    assertThat(report.layout()).isEqualTo(Layout.FLYWAY);
    assertThat(report.imported())
        .extracting(Imported::version)
        .containsExactly("001", "1.2", "1.2.1", "1.10", "2", "20230102030405");
    assertThat(report.imported())
        .extracting(imported -> imported.file().substring(29))
        .containsExactly("one.sql", "two.sql", "two_one.sql", "ten.sql", "v2.sql", "late.sql");
    assertThat(report.imported().get(5).file()).startsWith("2023_01_02_0304-");
  }

  @Test
  void aVersionThatStandsTwiceIsRefused() {
    source.with("h2/V1__a.sql", "SELECT 1;").with("postgresql/V1.0__a.sql", "SELECT 1;");

    assertThatThrownBy(source::run)
        .hasMessageContaining(
            "postgresql/V1.0__a.sql: version 1.0 stands twice: h2/V1__a.sql has it too");
  }

  @Test
  void undoMigrationsBecomeDowns() {
    source
        .with("V1__a.sql", "CREATE TABLE a ();")
        .with("U1__a.sql", "DROP TABLE a;")
        .with("U2__b.sql", "DROP TABLE b;");

    ImportReport report = source.run();

    assertThat(source.text(report, 0)).endsWith("\n-- migrate:down\nDROP TABLE a;\n");
    assertThat(report.skipped())
        .containsExactly(new Skipped("U2__b.sql", "undoes version 2, which is not here", ""));
  }

  @Test
  void whatIsNoVersionedSqlIsListed() {
    source
        .with("V1__a.sql", "SELECT 1;")
        .with("V2__code.java", "class V2__code {}")
        .with("V3__code.kt", "class V3__code")
        .with("V4__code.class", "")
        .with("V5__script.sh", "")
        .with("Helper.java", "class Helper {}")
        .with("R__views.sql", "CREATE VIEW v AS SELECT 1;")
        .with("beforeMigrate.sql", "SELECT 1;")
        .with("afterMigrate__grants.sql", "SELECT 1;")
        .with("Views.sql", "SELECT 1;")
        .with("V7__upper.SQL", "SELECT 1;");

    ImportReport report = source.run();

    assertThat(report.imported()).hasSize(1);
    assertThat(report.modelFiles()).containsExactly("R__views.sql");
    assertThat(report.skipped())
        .extracting(
            skipped ->
                skipped.path() + "|" + skipped.version() + "|" + skipped.reason().split("[;:,]")[0])
        .containsExactly(
            "Helper.java||not a migration",
            "R__views.sql||a repeatable migration",
            "V2__code.java|2|a migration that is not SQL",
            "V3__code.kt|3|a migration that is not SQL",
            "V4__code.class|4|a migration that is not SQL",
            "V5__script.sh|5|a migration that is not SQL",
            "V7__upper.SQL||not a migration",
            "Views.sql||the name is not that of a flyway migration",
            "afterMigrate__grants.sql||a callback",
            "beforeMigrate.sql||a callback");
  }

  @Test
  void theConfigurationBesideAFileIsHeeded() {
    source
        .with("V1__a.sql", "VACUUM t;")
        .with("V1__a.sql.conf", "# why\nexecuteInTransaction=false\n")
        .with("V2__b.sql", "SELECT 'é${x}';".getBytes(StandardCharsets.ISO_8859_1))
        .with("V2__b.sql.conf", "encoding=ISO-8859-1\nplaceholderReplacement=false\nodd=1\n")
        .with("V9__gone.sql.conf", "encoding=UTF-8\n");

    ImportReport report = source.run();

    assertThat(source.text(report, 0)).contains("-- migrate:up transaction:false\nVACUUM t;\n");
    assertThat(source.text(report, 1)).contains("SELECT 'é${x}';");
    assertThat(report.warnings())
        .extracting(Object::toString)
        .containsExactly("V2__b.sql.conf: setting odd is not carried");
    assertThat(report.skipped()).extracting(Skipped::path).containsExactly("V9__gone.sql.conf");
  }

  @Test
  void placeholdersAreListedAtTheirPlacesAndFilledInWhereGiven() {
    source.with("V1__a.sql", "SELECT 1;\nSELECT '${Owner}', ${other};\n");

    ImportReport listed = source.run();
    ImportReport filled =
        Importer.run(
            new ImportRequest(
                source.folder(),
                temporary.resolve("filled"),
                null,
                Map.of("owner", "a$1\\b", "other", "2")));

    assertThat(source.text(listed, 0)).contains("SELECT '${Owner}', ${other};");
    assertThat(listed.warnings())
        .extracting(warning -> warning.toString().split("\n")[0])
        .containsExactly(
            "V1__a.sql:2:9: placeholder ${Owner} has no value",
            "V1__a.sql:2:20: placeholder ${other} has no value");
    assertThat(filled.warnings()).isEmpty();
    assertThat(filled.imported().get(0).file()).isNotEqualTo(listed.imported().get(0).file());
    assertThat(temporary.resolve("filled").resolve(filled.imported().get(0).file()))
        .content()
        .contains("SELECT 'a$1\\b', 2;");
  }

  @Test
  void aBaselineMigrationIsCarriedOnlyWhereItsPredecessorsAreGone() {
    source
        .with("B1__old.sql", "SELECT 0;")
        .with("B2__all.sql", "SELECT 2;")
        .with("V3__c.sql", "SELECT 3;");
    Source whole = new Source(temporary.resolve("whole"));
    whole
        .with("V1__a.sql", "SELECT 1;")
        .with("B2__all.sql", "SELECT 2;")
        .with("V3__c.sql", "SELECT 3;");

    ImportReport report = source.run();

    assertThat(report.imported())
        .extracting(Imported::source)
        .containsExactly("B2__all.sql", "V3__c.sql");
    assertThat(report.warnings())
        .first()
        .asString()
        .startsWith("B2__all.sql: a baseline migration begins");
    assertThat(report.skipped()).extracting(Skipped::path).containsExactly("B1__old.sql");
    assertThat(whole.run().imported())
        .extracting(Imported::source)
        .containsExactly("V1__a.sql", "V3__c.sql");
  }

  @Test
  void hiddenFoldersAreNotRead() {
    source.with("V1__a.sql", "SELECT 1;").with(".git/V2__b.sql", "SELECT 2;");

    ImportReport report = source.run();

    assertThat(report.imported()).hasSize(1);
    assertThat(report.skipped()).containsExactly(new Skipped(".git/", "a hidden folder", ""));
  }
}
