package dev.dbpush.sql.file;

import static dev.dbpush.sql.file.MigrationFiles.HEADER;
import static dev.dbpush.sql.file.MigrationFiles.NAME;
import static dev.dbpush.sql.file.MigrationFiles.body;
import static dev.dbpush.sql.file.MigrationFiles.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlStatement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MigrationFileParserTest {

  @Test
  void aFileIsRead() {
    MigrationFile file =
        body("-- migrate:up\nCREATE TABLE t (a int);\n\n-- migrate:down\nDROP TABLE t;\n");
    assertThat(file.revision()).isEqualTo(new RevisionId("55296ad22e23"));
    assertThat(file.parents()).isEmpty();
    assertThat(file.created()).isEqualTo("2025-12-01T20:53Z");
    assertThat(file.slug()).isEqualTo("initial_schema");
    assertThat(file.up().text()).isEqualTo("CREATE TABLE t (a int);\n\n");
    assertThat(file.up().position()).isEqualTo(new SourcePosition(6, 1));
    assertThat(file.up().transactional()).isTrue();
    assertThat(file.up().statements())
        .extracting(SqlStatement::text)
        .containsExactly("CREATE TABLE t (a int)");
    assertThat(file.down()).isNotNull();
    assertThat(file.down().statements().get(0).position()).isEqualTo(new SourcePosition(9, 1));
  }

  @Test
  void aMergeHasTwoParents() {
    String header = HEADER.replace("none", "aaaaaaaaaaaa,  bbbbbbbbbbbb");
    assertThat(MigrationFileParser.parse(NAME, header + "-- migrate:up\n").parents())
        .containsExactly(new RevisionId("aaaaaaaaaaaa"), new RevisionId("bbbbbbbbbbbb"));
  }

  @Test
  void aByteOrderMarkAndOtherLineEndsAreRead() {
    String content = HEADER + "-- migrate:up\nSELECT 'a\nb';\n-- migrate:down\nSELECT 2;\n";
    MigrationFile plain = MigrationFileParser.parse(NAME, content);
    for (String end : new String[] {"\r\n", "\r"}) {
      MigrationFile other = MigrationFileParser.parse(NAME, "\ufeff" + content.replace("\n", end));
      assertThat(other).isEqualTo(plain);
      assertThat(other.upChecksum()).isEqualTo(plain.upChecksum());
    }
  }

  @Test
  void sectionsOptOutOfTransactionsAndSetTimeouts() {
    MigrationFile file =
        body(
            "-- migrate:up transaction:false\n-- migrate:lock-timeout 2s\n"
                + "  -- migrate:statement-timeout 10min\n-- migrate:allow drop-column not used\n"
                + "SELECT 1;\n-- migrate:down transaction: true\nSELECT 2;");
    assertThat(file.up().transactional()).isFalse();
    assertThat(file.up().lockTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(file.up().statementTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(file.up().allows())
        .containsExactly(new Section.Allow("drop-column", "not used", new SourcePosition(8, 1)));
    assertThat(file.down()).isNotNull();
    assertThat(file.down().transactional()).isTrue();
    assertThat(file.down().lockTimeout()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "irreversible: rows are gone | rows are gone",
        "irreversible | ~~",
        "irreversible: | ~~",
        "irreversible  :  a: b | a: b",
        "irreversible rows are gone | rows are gone",
      })
  void aDownCanBeIrreversible(String argument, String reason) {
    MigrationFile file =
        body("-- migrate:up\nSELECT 1;\n-- migrate:down " + argument + "\n-- why\n");
    assertThat(file.down()).isNull();
    assertThat(file.irreversible()).isEqualTo(reason);
    assertThat(file.downChecksum()).isEqualTo("-");
  }

  @Test
  void aMissingDownIsNoDown() {
    assertThat(body("-- migrate:up\nSELECT 1;").down()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-- migrate:up", "-- migrate:up\n", "--migrate:up\n\n-- only a remark"})
  void anUpMayBeEmpty(String body) {
    assertThat(body(body).up().statements()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '\n-- migrate:down\n';",
        "SELECT $$\n-- migrate:down\n$$;",
        "/*\n-- migrate:down\n*/ SELECT 1;",
        "COPY t FROM stdin;\n-- migrate:down\n\\.\n",
        "SELECT \"\n-- migrate:down\n\";",
        "SELECT $$\n-- migrate:nonsense\n$$;",
        "COPY t FROM stdin;\n-- migrate:allow\n-- migrate:lock-timeout never\n\\.\n",
      })
  void whatLooksLikeADirectiveInsideTextOrDataIsNone(String sql) {
    MigrationFile file = body("-- migrate:up\n" + sql);
    assertThat(file.down()).isNull();
    assertThat(file.up().statements()).hasSize(1);
  }

  @Test
  void aSectionMayEndWithoutASemicolon() {
    MigrationFile file = body("-- migrate:up\nSELECT 1\n-- migrate:down\nSELECT 2");
    assertThat(file.up().statements()).extracting(SqlStatement::text).containsExactly("SELECT 1");
    assertThat(file.down()).isNotNull();
    assertThat(file.down().statements()).extracting(SqlStatement::text).containsExactly("SELECT 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~-- migrate:down\nSELECT 1;~ | ~5:1: migrate:down before migrate:up~",
        "~-- migrate:lock-timeout 1s\n-- migrate:up~ | ~5:1: migrate:lock-timeout before~",
        "~-- migrate:up\n-- migrate:down\n-- migrate:down~ | ~7:1: a second migrate:down~",
        "~-- migrate:up\n-- migrate:up~ | ~6:1: a second migrate:up~",
        "~-- migrate:up\n-- migrate:down\n-- migrate:up~ | ~7:1: a second migrate:up~",
        "~-- migrate:up now\n~ | ~5:1: unknown option \"now\"~",
        "~-- migrate:up\n-- migrate:wait 1s~ | ~6:1: unknown directive migrate:wait~",
        "~-- migrate:up\n-- MIGRATE:Down~ | ~6:1: unknown directive migrate:Down~",
        "~-- migrate:up\nSELECT 1; -- migrate:down~ | ~6:11: migrate:down behind SQL~",
        "~-- migrate:up\nSELECT 1; -- migrate:allow x~ | ~6:11: migrate:allow behind SQL~",
        "~-- migrate:up\n-- migrate:allow~ | ~6:1: migrate:allow without a rule~",
        "~-- migrate:up\n\n  -- migrate:lock-timeout soon~ | ~7:3: migrate:lock-timeout needs~",
        "~-- migrate:up\n-- migrate:lock-timeout 1s\n-- migrate:lock-timeout 2s~ | ~7:1: migrate:lock-timeout stands twice~",
        "~-- migrate:up\n-- migrate:down irreversible: no\nDROP TABLE t;~ | ~7:1: SQL in a down section that is irreversible~",
        "~-- migrate:up\nSELECT 1;\n SELECT 'a\n-- migrate:down\n~ | ~7:9: string constant opened here~",
        "~-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT (~ | ~8:8: parenthesis opened here~",
        "~-- migrate:up\n\\i other.sql~ | ~6:1: psql meta-command \\i~",
        "~SELECT 1;\n-- migrate:up~ | ~5:1: SQL before the -- migrate:up line~",
        "~-- note: x\n-- migrate:up~ | ~5:1: unknown header key note~",
        "~-- parent: none\n-- migrate:up~ | ~5:1: header key parent stands twice~",
        "~-- format: 2\n-- migrate:up~ | ~5:1: format 2 is newer~",
      })
  void whatIsWrongIsSaidWithItsPlace(String body, String expected) {
    assertThat(problem(HEADER + body).toString()).startsWith(NAME + ":" + expected);
  }

  @Test
  void aNulCharacterIsRefusedWhereverItStands() {
    assertThat(problem(HEADER + "-- migrate:up\nSELECT '\0'").toString())
        .startsWith(NAME + ":6:9: NUL character");
    assertThat(problem(HEADER + "-- \0\n-- migrate:up").toString())
        .startsWith(NAME + ":5:4: NUL character");
  }

  @Test
  void aFileWithoutAnUpSectionIsRefused() {
    assertThat(problem(HEADER + "SELECT 1;").toString())
        .startsWith(NAME + ": no -- migrate:up line\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "-- parent: none | ~~ | no -- parent: line in the header",
        "-- parent: none | -- parent: | \"\" is not a revision",
        "-- parent: none | -- parent: 12 | \"12\" is not a revision",
        "-- parent: none | -- parent: a00000000000,b00000000000,c00000000000 | more than two",
        "-- parent: none | -- parent: a00000000000,a00000000000 | the same parent twice",
        "-- parent: none | -- parent: 55296ad22e23 | the revision is its own parent",
        "55296ad22e23 | 55296AD22E23 | is not a revision",
        "55296ad22e23 | 55296ad22e23, 55296ad22e24 | more than one revision",
        "55296ad22e23 | 55296ad22e24 | the name says revision 55296ad22e23",
        "2025-12-01T20:53Z | 2025-12-01 | created is not a UTC minute",
        "2025-12-01T20:53Z | 2025-13-01T20:53Z | created is not a UTC minute",
        "2025-12-01T20:53Z | 2025-12-01T24:53Z | created is not a UTC minute",
      })
  void aWrongHeaderIsRefused(String from, String to, String expected) {
    String content = HEADER.replace(from, to) + "-- migrate:up\nSELECT 1;";
    assertThat(problem(content).toString()).contains(expected);
  }

  @Test
  void remarksAndReservedKeysMayStandInTheHeader() {
    String content =
        HEADER
            + "-- A remark: with a colon\n-- two words: here\n--\n-- format: 1\n"
            + "-- replaces: aaaaaaaaaaaa\n-- migrate:up\n";
    assertThat(MigrationFileParser.parse(NAME, content).replaces())
        .containsExactly(new RevisionId("aaaaaaaaaaaa"));
  }

  @Test
  void namesOfMigrationFilesAreRecognised() {
    assertThat(MigrationFileParser.isMigrationFileName(NAME)).isTrue();
    assertThat(MigrationFileParser.isMigrationFileName("V1__a.sql")).isFalse();
    MigrationFile renamed = MigrationFileParser.parse("A name.sql", HEADER + "-- migrate:up\n");
    assertThat(renamed.slug()).isEqualTo("a_name");
  }
}
