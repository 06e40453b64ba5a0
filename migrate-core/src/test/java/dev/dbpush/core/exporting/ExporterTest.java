package dev.dbpush.core.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.importing.ImportRequest;
import dev.dbpush.core.importing.Importer;
import dev.dbpush.core.importing.Layout;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.syntax.SqlStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExporterTest {
  private static final String FUNCTION =
      """
      -- a body with semicolons
      CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
      BEGIN
        RETURN 1;
      END
      $$; SELECT f();
      """;

  @TempDir private Path temporary;

  @ParameterizedTest
  @EnumSource(Layout.class)
  void whatIsExportedIsImportedAgainAsItWas(Layout layout) {
    List<MigrationFile> chain =
        List.of(
            file("000000000001", "none", "2026-01-01T10:00Z", FUNCTION, "DROP FUNCTION f();\n"),
            file("000000000002", "000000000001", "2026-01-01T09:00Z", "SELECT '${x}' AS a", null),
            file(
                "000000000003",
                "000000000002",
                "2026-01-01T09:00Z",
                "CREATE INDEX CONCURRENTLY i ON t (a);",
                "DROP INDEX CONCURRENTLY i;"));
    Path out = temporary.resolve("out");

    ExportReport report = Exporter.run(chain, out, layout);

    assertThat(report.warnings()).isEmpty();
    Path back = temporary.resolve("back");
    Importer.run(new ImportRequest(out, back, layout, Map.of()));
    List<MigrationFile> again = chain(back);
    assertThat(again).extracting(MigrationFile::slug).containsOnly("step").hasSize(3);
    for (int i = 0; i < chain.size(); i++) {
      assertThat(texts(again.get(i).up())).isEqualTo(texts(chain.get(i).up()));
      assertThat(texts(again.get(i).down())).isEqualTo(texts(chain.get(i).down()));
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void aSecondExportChangesNothingAndAnotherFolderIsRefused(Layout layout) throws IOException {
    List<MigrationFile> chain =
        List.of(file("000000000001", "none", "2026-01-01T10:00Z", "SELECT 1;", null));
    Path out = temporary.resolve("out");

    assertThat(Exporter.run(chain, out, layout).changed()).isTrue();
    Map<String, String> first = contents(out);
    assertThat(Exporter.run(chain, out, layout).changed()).isFalse();
    assertThat(contents(out)).isEqualTo(first);
    Files.writeString(out.resolve("mine.txt"), "kept");

    assertThatThrownBy(() -> Exporter.run(chain, out, layout))
        .hasMessageContaining("already holds files, such as");
    assertThat(contents(out)).hasSize(first.size() + 1);
  }

  @Test
  void flywayRunsTheSqlAsItWasReviewed() throws IOException {
    List<MigrationFile> chain =
        List.of(
            file("000000000001", "none", "2026-01-01T10:00Z", "SELECT '${x}';", null),
            file("000000000002", "000000000001", "2026-01-01T10:00Z", "VACUUM;", null));
    Path out = temporary.resolve("out");

    Exporter.run(chain, out, Layout.FLYWAY);

    assertThat(contents(out))
        .containsOnlyKeys(
            "V20260101100000__step.sql",
            "V20260101100000__step.sql.conf",
            "V20260101100001__step.sql",
            "V20260101100001__step.sql.conf")
        .containsEntry("V20260101100000__step.sql.conf", "placeholderReplacement=false\n")
        .containsEntry("V20260101100001__step.sql.conf", "executeInTransaction=false\n");
  }

  @Test
  void gooseIsToldWhereAStatementWithSemicolonsEnds() throws IOException {
    Path out = temporary.resolve("out");

    Exporter.run(
        List.of(file("000000000001", "none", "2026-01-01T10:00Z", FUNCTION, null)),
        out,
        Layout.GOOSE);

    assertThat(contents(out))
        .containsEntry(
            "20260101100000_step.sql",
            """
            -- +goose Up
            -- a body with semicolons
            -- +goose StatementBegin
            CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
            BEGIN
              RETURN 1;
            END
            $$;
            -- +goose StatementEnd
             SELECT f();
            """);
  }

  @Test
  void whatTheOtherToolDoesNotDoIsSaid() {
    MigrationFile file =
        file(
            "000000000001",
            "none",
            "2026-01-01T10:00Z",
            "-- migrate:lock-timeout 2s\nSELECT 1;\nVACUUM;\nCOPY t FROM stdin;\n1\n\\.\n",
            null);

    assertThat(
            Exporter.run(List.of(file), temporary.resolve("out"), Layout.GOLANG_MIGRATE).warnings())
        .extracting(problem -> problem.toString().lines().findFirst().orElse(""))
        .containsExactly(
            file.name() + ":6:1: the timeouts of this up section are comments to golang-migrate",
            file.name() + ":9:1: golang-migrate cannot send inline COPY data",
            file.name()
                + ":8:1: golang-migrate sends all 3 statements of this section as one transaction,"
                + " which this one refuses");
  }

  @Test
  void aMergeWithoutAStatementIsNotWritten() throws IOException {
    List<MigrationFile> chain =
        List.of(
            file("000000000001", "none", "2026-01-01T10:00Z", "SELECT 1;", null),
            file("000000000002", "000000000001", "2026-01-01T10:00Z", "", ""));

    ExportReport report = Exporter.run(chain, temporary.resolve("out"), Layout.GOLANG_MIGRATE);

    assertThat(report.exported().get(1).files()).isEmpty();
    assertThat(contents(temporary.resolve("out"))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void everyChainOfTheCorpusComesBack(Layout layout) throws IOException {
    Path chains = Path.of(System.getProperty("test.corpus", "")).resolve("chains");
    assumeTrue(Files.isDirectory(chains), "the corpus is not beside the checkout");
    try (Stream<Path> folders = Files.list(chains)) {
      for (Path folder : folders.sorted().toList()) {
        Path work = temporary.resolve(String.valueOf(folder.getFileName()));
        Importer.run(ImportRequest.of(folder, work.resolve("ours")));
        List<MigrationFile> ours = chain(work.resolve("ours"));
        Exporter.run(ours, work.resolve("theirs"), layout);
        Importer.run(
            new ImportRequest(work.resolve("theirs"), work.resolve("back"), layout, Map.of()));
        assertThat(chain(work.resolve("back")).stream().map(ExporterTest::statements).toList())
            .as(work.toString())
            .isEqualTo(ours.stream().map(ExporterTest::statements).toList());
      }
    }
  }

  private static List<MigrationFile> chain(Path folder) {
    return Migrations.in(MigrationFolder.at(folder)).chain().revisions();
  }

  private static List<List<String>> statements(MigrationFile file) {
    return List.of(texts(file.up()), texts(file.down()));
  }

  private static MigrationFile file(
      String revision, String parent, String created, String up, @Nullable String down) {
    String minute = created.replaceAll("[-:]", "_").replace("T", "_").replaceAll("_(\\d\\d)Z$", "$1");
    String text =
        "-- revision: %s\n-- parent: %s\n-- created: %s\n\n-- migrate:up\n%s\n"
            .formatted(revision, parent, created, up.stripTrailing());
    return MigrationFileParser.parse(
        minute + "-" + revision + "_step.sql",
        down == null ? text : text + "\n-- migrate:down\n" + down);
  }

  private static List<String> texts(@Nullable Section section) {
    return section == null
        ? List.of()
        : section.statements().stream().map(SqlStatement::text).toList();
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
