package dev.dbpush.core.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.authoring.Check;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.importing.ImportReport.Imported;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImporterTest {
  @TempDir private Path temporary;
  private Source source;

  @BeforeEach
  void openSource() {
    source = new Source(temporary);
  }

  @Test
  void eachRevisionHasTheOneBeforeAsParentAndTheLockFileListsThem() {
    source
        .with("1_a.up.sql", "CREATE TABLE a (x int);\n")
        .with("1_a.down.sql", "DROP TABLE a;\n")
        .with("2_b.up.sql", "CREATE TABLE b (x int);\n");

    ImportReport report = source.run();

    List<Imported> imported = report.imported();
    assertThat(report.changed()).isTrue();
    assertThat(source.text(report, 0))
        .isEqualTo(
            "-- revision: "
                + imported.get(0).revision()
                + "\n-- parent: none\n-- created: 2000-01-01T00:00Z\n"
                + "-- Imported from golang-migrate: 1_a.up.sql\n\n"
                + "-- migrate:up\nCREATE TABLE a (x int);\n\n-- migrate:down\nDROP TABLE a;\n");
    assertThat(source.text(report, 1))
        .contains("\n-- parent: " + imported.get(0).revision() + "\n")
        .endsWith("\n-- migrate:down irreversible: the imported migration has no down\n");
    assertThat(source.written().get("chain.lock").lines().filter(line -> !line.startsWith("#")))
        .hasSize(2)
        .element(1)
        .asString()
        .startsWith(imported.get(1).revision() + " " + imported.get(0).revision() + " v1:")
        .endsWith(" - " + imported.get(1).file());
  }

  @Test
  void twoImportsGiveTheSameBytesAndTheSecondIntoOneFolderChangesNothing() throws IOException {
    source.with("1_a.up.sql", "SELECT 1;").with("2_b.up.sql", "SELECT 2;");
    source.run();
    Map<String, String> first = source.written();

    assertThat(source.run().changed()).isFalse();
    Path other = temporary.resolve("other");
    Importer.run(ImportRequest.of(source.folder(), other));

    assertThat(source.written()).isEqualTo(first);
    for (String name : first.keySet()) {
      assertThat(Files.readString(other.resolve(name))).isEqualTo(first.get(name));
    }
  }

  @Test
  void idsDependOnContentPlaceAndName() {
    source.with("1_a.up.sql", "SELECT 1;").with("2_a.up.sql", "SELECT 1;");
    ImportReport before = source.run();

    Source other = new Source(temporary.resolve("other"));
    other.with("1_a.up.sql", "SELECT 1;").with("2_a.up.sql", "SELECT 2;");
    ImportReport after = other.run();

    assertThat(before.imported().get(0).revision())
        .isEqualTo(after.imported().get(0).revision())
        .isNotEqualTo(before.imported().get(1).revision());
    assertThat(before.imported().get(1).revision())
        .isNotEqualTo(after.imported().get(1).revision());
  }

  @Test
  void lineEndsAndByteOrderMarkDoNotChangeAnId() {
    source.with("1_a.up.sql", "SELECT 1;\nSELECT 2;\n");
    Source windows = new Source(temporary.resolve("windows"));
    windows.with("1_a.up.sql", "\ufeffSELECT 1;\r\nSELECT 2;\r\n");

    ImportReport report = source.run();
    ImportReport other = windows.run();

    assertThat(other.imported().get(0).revision()).isEqualTo(report.imported().get(0).revision());
    assertThat(windows.written()).isEqualTo(source.written());
  }

  @Test
  void aFolderWithOtherMigrationsIsRefusedAndLeftAlone() throws IOException {
    source.with("1_a.up.sql", "SELECT 1;");
    Files.createDirectories(source.target());
    String mine = "2025_12_01_2053-55296ad22e23_mine.sql";
    Files.writeString(source.target().resolve(mine), "mine");

    assertThatThrownBy(source::run)
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("already holds migrations, such as " + mine);
    assertThat(source.written()).containsOnlyKeys(mine);
  }

  @Test
  void anImportThatWasCutOffIsFinished() throws IOException {
    source.with("1_a.up.sql", "SELECT 1;").with("2_b.up.sql", "SELECT 2;");
    ImportReport report = source.run();
    Map<String, String> whole = source.written();
    Files.delete(source.target().resolve("chain.lock"));
    Files.delete(source.target().resolve(report.imported().get(1).file()));

    assertThat(source.run().changed()).isTrue();
    assertThat(source.written()).isEqualTo(whole);
  }

  @Test
  void anImportedFileThatWasEditedIsNotOverwritten() throws IOException {
    source.with("1_a.up.sql", "SELECT 1;");
    ImportReport report = source.run();
    Path file = source.target().resolve(report.imported().get(0).file());
    Files.writeString(file, Files.readString(file) + "SELECT 3;\n");
    Map<String, String> edited = source.written();

    assertThatThrownBy(source::run).isInstanceOf(ImportException.class);
    assertThat(source.written()).isEqualTo(edited);
  }

  @Test
  void everyProblemIsReportedAtOnceAndNothingIsWritten() {
    source
        .with("1_a.up.sql", "SELECT 1;\n\\i other.sql\n")
        .with("2_b.up.sql", "SELECT 'never closed;\n")
        .with("3_c.up.sql", new byte[] {'S', '\n', (byte) 0xff, (byte) 0xfe})
        .with("4_d.up.sql", "SELECT '\0';")
        .with("5_e.up.sql", "SELECT 1;");

    assertThatThrownBy(source::run)
        .isInstanceOfSatisfying(
            ImportException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.toString().split("\n")[0])
                    .satisfiesExactlyInAnyOrder(
                        line ->
                            assertThat(line).startsWith("1_a.up.sql:2:1: psql meta-command \\i"),
                        line -> assertThat(line).startsWith("2_b.up.sql:1:8: string constant"),
                        line -> assertThat(line).startsWith("3_c.up.sql:2:1: bytes here are not"),
                        line -> assertThat(line).startsWith("4_d.up.sql:1:9: NUL character")));
    assertThat(source.written()).isEmpty();
  }

  @Test
  void aUtf16FileIsNamedAsSuch() {
    source.with("1_a.up.sql", "\ufeffSELECT 1;".getBytes(StandardCharsets.UTF_16LE));

    assertThatThrownBy(source::run).hasMessageContaining("1_a.up.sql: the file is UTF-16");
  }

  @Test
  void aForeignCommentThatReadsAsADirectiveGetsAThirdDash() {
    String up =
        "SELECT 1;\n-- migrate:down\nDO $$\n-- migrate:up\nBEGIN END $$;\n"
            + "--migrate: note\n/*\n-- migrate:down\n*/\nCOPY t FROM stdin;\n-- migrate:down\n\\.\n";
    source.with("1_a.up.sql", up).with("1_a.down.sql", "-- migrate:wat\nSELECT 2;");

    ImportReport report = source.run();

    assertThat(source.text(report, 0))
        .contains(
            "\n-- migrate:up\nSELECT 1;\n--- migrate:down\nDO $$\n-- migrate:up\nBEGIN END $$;\n")
        .contains("\n---migrate: note\n/*\n-- migrate:down\n*/\n")
        .contains(
            "\nCOPY t FROM stdin;\n-- migrate:down\n\\.\n\n-- migrate:down\n--- migrate:wat\n");
    MigrationFile file = parsed(source, report, 0);
    assertThat(file.up().statements()).hasSize(3);
    assertThat(file.down().statements()).hasSize(1);
    assertThat(report.warnings())
        .extracting(warning -> warning.file() + ":" + warning.position())
        .containsExactly("1_a.up.sql:2:1", "1_a.up.sql:6:1", "1_a.down.sql:1:1");
  }

  @Test
  void hostileNamesStayInsideTheTargetAndOnOneLine() {
    source
        .with("1_..%2f..\\..\\etc\nDROP TABLE x;--.up.sql", "SELECT 1;")
        .with("2_a'b\"c; $(rm -rf).up.sql", "SELECT 2;")
        .with("3_\u202egnol\u2028x.up.sql", "SELECT 3;")
        .with("not\na migration\u001b[31m.txt", "");

    ImportReport report = source.run();

    assertThat(report.imported())
        .extracting(Imported::file)
        .allMatch(MigrationFileParser::isMigrationFileName);
    assertThat(source.text(report, 0))
        .contains(
            "\n-- Imported from golang-migrate: 1_..%2f..\\..\\etc?DROP TABLE x;--.up.sql\n\n-- migrate:up\n");
    assertThat(source.text(report, 2)).contains("3_?gnol?x.up.sql");
    for (int i = 0; i < 3; i++) {
      assertThat(parsed(source, report, i).up().statements()).hasSize(1);
    }
    assertThat(report.skipped())
        .extracting(ImportReport.Skipped::path)
        .containsExactly("not?a migration?[31m.txt");
  }

  @Test
  void aLinkThatLeadsOutOfTheSourceIsNotRead() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret.sql"), "SELECT 'secret';");
    source.with("1_a.up.sql", "SELECT 1;");
    Files.createSymbolicLink(source.folder().resolve("2_b.up.sql"), secret);

    ImportReport report = source.run();

    assertThat(report.imported()).hasSize(1);
    assertThat(report.skipped())
        .containsExactly(
            new ImportReport.Skipped(
                "2_b.up.sql", "a symbolic link that leads out of the source", ""));
  }

  @Test
  void aSectionWithoutStatementsGetsOneThatDoesNothingAndIsSaid() {
    source
        .with("1_a.up.sql", "-- nothing here\n")
        .with("2_b.up.sql", "SELECT 1;")
        .with("2_b.down.sql", "");

    ImportReport report = source.run();

    assertThat(source.text(report, 0))
        .contains("-- migrate:up\n-- nothing here\nSELECT 1 WHERE false; -- nothing to do\n");
    assertThat(source.text(report, 1))
        .endsWith("-- migrate:down\nSELECT 1 WHERE false; -- nothing to do\n");
    assertThat(report.warnings())
        .extracting(warning -> warning.file() + ": " + warning.message().split(":")[0])
        .containsExactly("1_a.up.sql: no statement", "2_b.down.sql: no statement");
  }

  @Test
  void theImportedFolderPassesTheCheck() {
    source
        .with("1_a.up.sql", "-- nothing\n")
        .with("2_b.up.sql", "CREATE TABLE b (x int)")
        .with("2_b.down.sql", "")
        .with("3_c.up.sql", "VACUUM b;");

    source.run();

    assertThat(new Check(List.of()).run(MigrationFolder.at(source.target()).read()).problems())
        .isEmpty();
  }

  @Test
  void aTargetWithOtherSqlIsRefused() throws IOException {
    source.with("1_a.up.sql", "SELECT 1;");
    Files.createDirectories(source.target());
    Files.writeString(source.target().resolve("notes.SQL"), "");

    assertThatThrownBy(source::run).hasMessageContaining("already holds migrations, such as notes");
  }

  @Test
  void aLastStatementWithoutASemicolonIsCarried() {
    source
        .with("1_a.up.sql", "CREATE TABLE a (x int)")
        .with("1_a.down.sql", "DROP TABLE a -- done");

    MigrationFile file = parsed(source, source.run(), 0);

    assertThat(file.up().statements().get(0).text()).isEqualTo("CREATE TABLE a (x int)");
    assertThat(file.down().statements().get(0).text()).isEqualTo("DROP TABLE a");
  }

  @Test
  void filesSortInChainOrderWhateverTheNamesSay() {
    for (int i = 1; i <= 120; i++) {
      String time = i % 3 == 0 ? "2024-01-0" + (1 + i % 9) + "-101112_" : "";
      source.with(i + "_" + time + "step.up.sql", "SELECT " + i + ";");
    }

    ImportReport report = source.run();

    assertThat(report.imported()).extracting(Imported::file).isSorted();
    assertThat(report.imported())
        .extracting(Imported::version)
        .startsWith("1", "2", "3")
        .endsWith("120");
  }

  @Test
  void anUnknownFolderIsRefusedWithTheKnownLayouts() {
    source.with("readme.md", "hello");

    assertThatThrownBy(source::run)
        .hasMessageContaining("no migrations of a known layout here")
        .hasMessageContaining("golang-migrate, flyway, diesel, prisma, dbmate, goose");
    assertThatThrownBy(
            () -> Importer.run(ImportRequest.of(temporary.resolve("no"), source.target())))
        .hasMessageContaining("the source does not exist");
  }

  @Test
  void filesOfTwoToolsAreRefusedUntilOneIsNamed() {
    source.with("1_a.up.sql", "SELECT 1;").with("V1__a.sql", "SELECT 1;");

    assertThatThrownBy(source::run)
        .hasMessageContaining("files of several tools are here: golang-migrate, flyway")
        .hasMessageContaining("db.layout");
    assertThat(source.run(Layout.FLYWAY).imported()).hasSize(1);
  }

  @Test
  void ourOwnFolderIsNoSource() {
    source.with("1_a.up.sql", "SELECT 1;");
    source.run();

    assertThatThrownBy(
            () -> Importer.run(ImportRequest.of(source.target(), temporary.resolve("again"))))
        .hasMessageContaining("already holds migrations of ours");
    assertThatThrownBy(() -> Importer.run(ImportRequest.of(source.folder(), source.folder())))
        .hasMessageContaining("source and target are one folder");
  }

  @Test
  void aTargetInsideTheSourceIsNotReadAsSource() {
    source.with("V1__a.sql", "SELECT 1;").with("migrations/README.md", "ours");
    Path inside = source.folder().resolve("migrations");

    Importer.run(ImportRequest.of(source.folder(), inside));
    ImportReport again = Importer.run(ImportRequest.of(source.folder(), inside));

    assertThat(again.changed()).isFalse();
    assertThat(again.skipped()).isEmpty();
  }

  private static MigrationFile parsed(Source source, ImportReport report, int index) {
    String name = report.imported().get(index).file();
    List<MigrationFile> files = new ArrayList<>();
    source
        .written()
        .forEach(
            (file, text) -> {
              if (file.equals(name)) {
                files.add(MigrationFileParser.parse(file, text));
              }
            });
    return files.get(0);
  }
}
