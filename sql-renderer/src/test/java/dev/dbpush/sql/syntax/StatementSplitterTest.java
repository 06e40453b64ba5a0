package dev.dbpush.sql.syntax;

import static dev.dbpush.sql.syntax.Splits.problem;
import static dev.dbpush.sql.syntax.Splits.texts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementSplitterTest {

  @Test
  void aSemicolonEndsACommandAndTheLastOneMayBeMissing() {
    assertThat(texts("SELECT 1; SELECT\n2 ;SELECT 3"))
        .containsExactly("SELECT 1", "SELECT\n2", "SELECT 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " \n\t", ";;;", "; -- a;\n;", "-- only; a comment", "/* a; /* b; */ */"})
  void aTextWithoutCommandsHasNone(String text) {
    assertThat(texts(text)).isEmpty();
  }

  @Test
  void emptyCommandsAndCommentsStayInTheGaps() {
    SplitSql split = Splits.split(";; -- a\nSELECT 1 /* b */; ; SELECT 2 -- c");
    assertThat(split.gaps()).containsExactly(";; -- a\n", " ; ", " -- c");
  }

  /** Each of these is one command, with a semicolon that does not end it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ';'",
        "SELECT 'it''s; fine'",
        "SELECT E'it\\'s; fine'",
        "SELECT e'\\\\', ';'",
        "SELECT E'\\\\\\';', 1",
        "SELECT '\\', ';'",
        "SELECT U&'\\0441; ''x'''",
        "SELECT U&'d!0061t;' UESCAPE '!'",
        "SELECT u&\"d!0061;\" UESCAPE '!'",
        "SELECT N';', B'0', X'1F', n'''; '",
        "SELECT \"a;\"\"b;\"",
        "SELECT U&\"d\\0061;\"",
        "SELECT 'a'\n  ';'",
        "SELECT 'a' -- no; end\n';'",
        "SELECT E'a\\''\n'\\';'",
        "SELECT $$ ; $$",
        "SELECT $a$ ; $b$ ; $$ ; $a$",
        "SELECT $ä_1$ ; $ä_1$",
        "SELECT $$it's; \"$$",
        "SELECT $a$;$b$a$",
        "SELECT $x$ $x ; $x$",
        "SELECT 1 -- a; b\n + 1",
        "SELECT 1 /* a; */ + 1",
        "SELECT 1 /* a /* b; */ c; */ + 1",
        "SELECT 1 /*/ ; */ + 1",
        "SELECT 1 /* '; \" $$ */ + 1",
        "SELECT ';' -- it's\n",
        "SELECT (1;)",
        "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM (b); )",
        "SELECT 1*/* ; */2",
        "SELECT 1 @--; not an operator\n 2",
        "SELECT 1 +/*;*/ 2",
      })
  void aSemicolonInsideDoesNotSplit(String command) {
    String trimmed = command.strip();
    assertThat(texts(command + "\n; SELECT 2")).hasSize(2).last().isEqualTo("SELECT 2");
    assertThat(trimmed).startsWith(texts(command + "\n; SELECT 2").get(0));
  }

  /** Each of these ends at its first semicolon, whatever it looks like. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT $1",
        "PREPARE p AS SELECT $1, $2",
        "SELECT a$b$c",
        "SELECT a$$",
        "SELECT 1 $ 2",
        "SELECT $",
        "SELECT $é",
        "SELECT ')' , $$($$",
        "SELECT 2 */ 3",
        "SELECT a -* b",
        "SELECT 'a' 'b'",
        "SELECT 'é', \"日本語\", straße, e, u, n, x, b",
        "SELECT 1e10, 1.5e-3, .5, 0x1F, 1_000, 1..2",
        "SELECT u&b FROM t",
        "SELECT '\\'",
        "SELECT b - -1",
        "SELECT end FROM case",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN CASE WHEN true THEN 1 END",
        "BEGIN",
        "COPY t TO stdout",
        "COPY (SELECT 1 FROM stdin) TO stdout",
        "COPY t FROM 'stdin'",
        "COPY (TABLE t) TO PROGRAM 'cat > from stdin'",
        "SELECT * FROM stdin",
        "INSERT INTO copy SELECT * FROM stdin",
        "SELECT a)",
      })
  void theFirstSemicolonSplits(String command) {
    assertThat(texts(command + ";SELECT 2;")).containsExactly(command, "SELECT 2");
  }

  @Test
  void lineEndsOfEveryKindCount() {
    SplitSql split = Splits.split("-- a\r\nSELECT 1;\rSELECT 2;\n  SELECT 3;");
    assertThat(split.statements())
        .extracting(SqlStatement::position)
        .containsExactly(
            new SourcePosition(2, 1), new SourcePosition(3, 1), new SourcePosition(4, 3));
  }

  @Test
  void aCommandIsASliceFromItsFirstTokenToItsLast() {
    SplitSql split = Splits.split("/* a */ SELECT 1 -- b\n /* c */ ; -- d");
    assertThat(split.statements().get(0).text()).isEqualTo("SELECT 1");
    assertThat(split.statements().get(0).start()).isEqualTo(8);
    assertThat(split.statements().get(0).end()).isEqualTo(split.text().indexOf(';') + 1);
  }

  /** What is never closed is refused, and the message points to where it was opened. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~SELECT 1;\n SELECT 'abc;~ | 2:9 | string constant",
        "~SELECT E'abc\\'~ | 1:8 | string constant",
        "~SELECT 'a'\n'b~ | 1:8 | string constant",
        "~SELECT U&'abc~ | 1:8 | string constant",
        "~SELECT \"abc~ | 1:8 | quoted identifier",
        "~SELECT U&\"abc~ | 1:8 | quoted identifier",
        "~SELECT 1;\n\nDO $$ BEGIN~ | 3:4 | dollar quote $$",
        "~SELECT $body$ $bod$ $$~ | 1:8 | dollar quote $body$",
        "~SELECT /* a /* b */ ;~ | 1:8 | block comment",
        "~SELECT 1;\nSELECT (1, (2); SELECT 3;~ | 2:8 | parenthesis",
        "~SELECT (1), (2; SELECT 3;~ | 1:13 | parenthesis",
        "~CREATE FUNCTION f() RETURNS int\nBEGIN ATOMIC SELECT 1;\nSELECT 2;~ | 2:1 | BEGIN ATOMIC",
        "~SELECT 1;\nCOPY t FROM stdin;\n1\t2\n~ | 2:1 | COPY … FROM stdin",
        "~COPY t FROM stdin;~ | 1:1 | COPY … FROM stdin",
      })
  void whatIsNeverClosedIsRefusedWhereItOpened(String text, String place, String what) {
    Problem problem = problem(text);
    assertThat(problem.toString()).startsWith(place + ": ").contains(what);
    assertThat(problem.remedy()).isNotBlank();
  }

  @Test
  void aNulCharacterIsRefusedWithItsPlace() {
    assertThat(problem("SELECT 1;\nSELECT '\0'").toString()).startsWith("2:9: NUL character");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~SELECT 1;\n  \\i other.sql~ | 2:3 | \\i | paste the other file",
        "~\\copy t from 'x'~ | 1:1 | \\copy | COPY … FROM stdin",
        "~\\connect other~ | 1:1 | \\connect | db.url",
        "~SELECT 1 \\gexec~ | 1:10 | \\gexec | DO block",
        "~SELECT 1 \\g~ | 1:10 | \\g | semicolon",
        "~\\set x 1~ | 1:1 | \\set | DO block",
        "~\\restrict abc~ | 1:1 | \\restrict | remove the line",
        "~\\! rm x~ | 1:1 | \\! | remove the line",
        "~\\echo hi~ | 1:1 | \\echo | remove the line",
      })
  void aMetaCommandIsRefusedWithItsPlaceAndARemedy(
      String text, String place, String word, String remedy) {
    Problem problem = problem(text);
    assertThat(problem.toString()).startsWith(place + ": psql meta-command " + word + " ");
    assertThat(problem.remedy()).contains(remedy);
  }

  @Test
  void anEndOfDataWithoutACopyAndAStrayBackslashAreNamedAsSuch() {
    assertThat(problem("SELECT 1;\n1\t2;\n\\.\n").message()).contains("no COPY … FROM stdin");
    assertThat(problem("SELECT \\'a'").message()).isEqualTo("backslash outside quotes");
  }

  @Test
  void metaCommandsOfADumpAreSkippedOnDemand() {
    String dump = "\\restrict abc\nSELECT 1;\n\\connect \"a;b\"\nSELECT 2;\n\\unrestrict abc\n";
    SplitSql split = StatementSplitter.split(dump, StatementSplitter.MetaCommands.SKIP);
    assertThat(split.statements())
        .extracting(SqlStatement::text)
        .containsExactly("SELECT 1", "SELECT 2");
  }

  @Test
  void aBackslashInAPlainStringIsRefusedOnceItWouldBeAnEscape() {
    String off = "SET standard_conforming_strings = off;\n";
    assertThat(problem(off + "SELECT 'it\\'s; fine';").toString())
        .startsWith("2:8: backslash in a string constant");
    assertThat(texts(off + "SELECT 'plain', E'a\\'b', U&\"d\\0061\", $$\\$$")).hasSize(2);
    assertThat(texts(off + "SET standard_conforming_strings TO on; SELECT '\\';")).hasSize(3);
    assertThat(texts(off + "RESET standard_conforming_strings; SELECT '\\';")).hasSize(3);
  }
}
