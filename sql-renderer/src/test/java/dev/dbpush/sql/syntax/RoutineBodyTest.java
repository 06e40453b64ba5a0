package dev.dbpush.sql.syntax;

import static dev.dbpush.sql.syntax.Splits.texts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that hold semicolons of their own. */
final class RoutineBodyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END",
        "create or replace procedure p()\nlanguage sql\nbegin atomic\n\n  select 1;\n\nend",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC END",
        "CREATE FUNCTION f() RETURNS int BEGIN /* a; */ ATOMIC -- END\n SELECT 1; /* x */ END",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC"
            + " SELECT CASE WHEN a THEN CASE b WHEN 1 THEN 2 END ELSE (CASE WHEN c THEN 3 END) END;"
            + " END",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT ((1 + (2)) * (3)); END",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT t.end, t.case FROM t; END",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end, 2 AS case; SELECT 3; END",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 end; SELECT 2 case; SELECT 3; END",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT \"end\", 'end;', $$end;$$; END",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT begin FROM t; SELECT 2; END",
        "CREATE FUNCTION f(case_id int, \"end\" int) RETURNS int BEGIN ATOMIC"
            + " INSERT INTO t SELECT $1; SELECT $2; END",
        "CREATE FUNCTION s.f(a int DEFAULT (1)) RETURNS TABLE (x int) BEGIN ATOMIC SELECT 1; END",
      })
  void aBodyOfStandardSqlBelongsToItsCommand(String command) {
    assertThat(texts(command + "; SELECT 9;")).containsExactly(command, "SELECT 9");
    assertThat(texts(command)).containsExactly(command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE FUNCTION begin_atomic() RETURNS int LANGUAGE sql AS 'SELECT 1;'",
        "CREATE FUNCTION atomic() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$",
        "CREATE FUNCTION f(begin atomic) RETURNS int LANGUAGE sql AS $$ SELECT 1; $$",
        "CREATE TABLE t (begin atomic)",
        "SELECT begin atomic FROM t",
        "BEGIN",
      })
  void otherCommandsWithThoseWordsHaveNoBody(String command) {
    assertThat(texts(command + "; SELECT 9;")).containsExactly(command, "SELECT 9");
  }

  @Test
  void aFunctionAsAStringAndOneWithABodyStandSideBySide() {
    String asString = "CREATE FUNCTION f(OUT n int) LANGUAGE sql AS 'SELECT 1;'";
    String withBody = "CREATE FUNCTION g(OUT n int) LANGUAGE sql BEGIN ATOMIC\n SELECT 1;\nEND";
    assertThat(texts(asString + ";\n" + withBody + ";\n" + asString + ";"))
        .containsExactly(asString, withBody, asString);
  }

  @Test
  void anEscapeStringBeforeADollarQuoteDoesNotHideIt() {
    String table = "CREATE TABLE a (b text CHECK (b ~ E'.'))";
    String function =
        "CREATE OR REPLACE FUNCTION f() RETURNS text AS $$\nBEGIN\n  RETURN E'x';\nEND;\n$$"
            + " LANGUAGE 'plpgsql'";
    assertThat(texts(table + ";\n\n" + function + ";\n")).containsExactly(table, function);
  }

  @Test
  void aConditionalInsideABodyAndATriggerBehindItAreTwoCommands() {
    String function =
        "CREATE\nOR REPLACE FUNCTION s.f () RETURNS TRIGGER AS $$\nBEGIN\n  IF 1 > 0 THEN\n"
            + "    RAISE EXCEPTION 'no';\n  END IF;\nRETURN OLD;\nEND\n$$ LANGUAGE plpgsql";
    String trigger = "CREATE TRIGGER t BEFORE UPDATE ON n FOR EACH ROW EXECUTE PROCEDURE s.f()";
    assertThat(texts(function + ";\n" + trigger + ";")).containsExactly(function, trigger);
  }

  @Test
  void aDollarSignInsideADollarQuoteDoesNotCloseIt() {
    String anchor = "DO $$ BEGIN IF x ~ '^foo$' THEN PERFORM 1; END IF; END $$";
    String nested = "DO $outer$ BEGIN EXECUTE $sql$ SELECT 1; $sql$; END; $outer$";
    String parameter = "CREATE FUNCTION f(int) RETURNS int AS $_$ SELECT $1; $_$ LANGUAGE sql";
    String noBlank = "CREATE FUNCTION g() RETURNS void AS $$TRUNCATE a;$$ LANGUAGE sql";
    assertThat(texts(String.join(";\n", anchor, nested, parameter, noBlank)))
        .containsExactly(anchor, nested, parameter, noBlank);
  }

  @Test
  void aRuleWithSeveralCommandsIsOneCommand() {
    String rule =
        "CREATE OR REPLACE RULE r AS ON UPDATE TO v DO INSTEAD (\n"
            + "  UPDATE a SET x = (SELECT ')' || ';');\n  NOTIFY n;\n)";
    assertThat(texts(rule + ";\nSELECT 1")).containsExactly(rule, "SELECT 1");
  }
}
