package dev.dbpush.sql.statement;

import static dev.dbpush.sql.statement.Statements.one;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.statement.SessionChange.Kind;
import dev.dbpush.sql.statement.TransactionControl.Verb;
import dev.dbpush.sql.syntax.QualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementKindTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "BEGIN | BEGIN | ~~ | false",
        "begin work | BEGIN | ~~ | false",
        "START TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY | BEGIN | ISOLATION LEVEL SERIALIZABLE, READ ONLY | false",
        "BEGIN TRANSACTION DEFERRABLE | BEGIN | DEFERRABLE | false",
        "COMMIT | COMMIT | ~~ | false",
        "COMMIT WORK AND CHAIN | COMMIT | ~~ | true",
        "END TRANSACTION AND NO CHAIN | COMMIT | ~~ | false",
        "ROLLBACK | ROLLBACK | ~~ | false",
        "ABORT WORK | ROLLBACK | ~~ | false",
        "ROLLBACK AND CHAIN | ROLLBACK | ~~ | true",
        "ROLLBACK TO a | ROLLBACK_TO | a | false",
        "ROLLBACK WORK TO SAVEPOINT \"A b\" | ROLLBACK_TO | \"A b\" | false",
        "SAVEPOINT a | SAVEPOINT | a | false",
        "RELEASE a | RELEASE | a | false",
        "RELEASE SAVEPOINT a | RELEASE | a | false",
        "RELEASE savepoint | RELEASE | savepoint | false",
        "PREPARE TRANSACTION 'x' | PREPARE | 'x' | false",
      })
  void transactionControlIsKnown(String text, Verb verb, String options, boolean chain) {
    assertThat(StatementKind.transactionControl(one(text)))
        .contains(new TransactionControl(verb, options, chain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMMIT PREPARED 'x'",
        "ROLLBACK PREPARED 'x'",
        "PREPARE p AS SELECT 1",
        "SET TRANSACTION READ ONLY",
        "SELECT 1 AS begin",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END",
      })
  void whatOnlyLooksLikeTransactionControlIsNot(String text) {
    assertThat(StatementKind.transactionControl(one(text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SET search_path = a, b | SETTING | search_path | false",
        "SET SESSION \"Search_Path\" TO a | SETTING | search_path | false",
        "SET LOCAL lock_timeout = '1s' | SETTING | lock_timeout | true",
        "SET TIME ZONE 'UTC' | SETTING | timezone | false",
        "SET NAMES 'UTF8' | SETTING | client_encoding | false",
        "SET SCHEMA 's' | SETTING | search_path | false",
        "SET my.setting = 'x' | SETTING | my.setting | false",
        "RESET ALL | SETTING | all | false",
        "RESET search_path | SETTING | search_path | false",
        "SET ROLE r | ROLE | ~~ | false",
        "SET LOCAL ROLE r | ROLE | ~~ | true",
        "SET SESSION AUTHORIZATION r | ROLE | ~~ | false",
        "SET SESSION SESSION AUTHORIZATION r | ROLE | ~~ | false",
        "RESET SESSION AUTHORIZATION | ROLE | ~~ | false",
        "SELECT pg_catalog.set_config('search_path', '', false) | SETTING | search_path | false",
        "SELECT set_config('a.b', 'x', true) AS x | SETTING | a.b | true",
      })
  void settingsThatAreChangedAreKnownAndCanBeRepeated(
      String text, Kind kind, String name, boolean local) {
    assertThat(StatementKind.sessionChange(one(text)))
        .contains(new SessionChange(kind, name, local, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "LISTEN c | LISTEN",
        "UNLISTEN * | LISTEN",
        "PREPARE p AS SELECT 1 | PREPARED",
        "DEALLOCATE ALL | PREPARED",
        "LOAD 'x' | LIBRARY",
        "DECLARE c CURSOR WITH HOLD FOR SELECT 1 | CURSOR",
        "CREATE TEMP TABLE t (a int) | TEMPORARY",
        "CREATE LOCAL TEMPORARY TABLE t (a int) | TEMPORARY",
        "CREATE OR REPLACE TEMP VIEW v AS SELECT 1 | TEMPORARY",
        "SELECT set_config('a.b', x, false) FROM t | SETTING",
        "DO $$ BEGIN PERFORM set_config('a.b', 'x', false); END $$ | SETTING",
      })
  void otherChangesOfTheSessionAreKnownAndNotRepeated(String text, Kind kind) {
    assertThat(StatementKind.sessionChange(one(text)))
        .contains(new SessionChange(kind, "", false, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET CONSTRAINTS ALL IMMEDIATE",
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
        "SELECT 'set_config(''a.b'', '''', false)'",
        "UPDATE t SET set_config = 1",
        "ALTER TABLE t SET (fillfactor = 70)",
        "DECLARE c CURSOR WITHOUT HOLD FOR SELECT 1",
        "CREATE TABLE temp (a int)",
      })
  void otherCommandsLeaveTheSessionAlone(String text) {
    assertThat(StatementKind.sessionChange(one(text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DISCARD ALL",
        "DISCARD TEMP",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SELECT pg_advisory_unlock_all()",
        "SELECT \"pg_catalog\".\"pg_advisory_unlock_all\" ()",
        "DO 'BEGIN PERFORM pg_advisory_unlock_all(); END'",
        "PREPARE TRANSACTION 'x'",
      })
  void whatBreaksThePushIsRefusedWithARemedy(String text) {
    Refusal refusal = StatementKind.refusal(one(text)).orElseThrow();
    assertThat(refusal.message()).contains(" in a migration: ");
    assertThat(refusal.remedy()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET SESSION AUTHORIZATION r",
        "SELECT 'pg_advisory_unlock_all()'",
        "SELECT pg_advisory_unlock(1)",
        "PREPARE p AS SELECT 1",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ SELECT pg_advisory_unlock_all() $$",
        "CREATE DATABASE d",
      })
  void everythingElseMayStandInAMigration(String text) {
    assertThat(StatementKind.refusal(one(text))).isEmpty();
  }

  @Test
  void anAddedLabelIsRead() {
    assertThat(
            StatementKind.addedEnumLabel(one("ALTER TYPE s.\"Mood\" ADD VALUE 'it''s' AFTER 'x'")))
        .contains(new AddedEnumLabel(QualifiedName.of("s", "Mood"), "it's", false));
    assertThat(StatementKind.addedEnumLabel(one("alter type m add value if not exists 'b'")))
        .contains(new AddedEnumLabel(QualifiedName.of("m"), "b", true));
    assertThat(StatementKind.addedEnumLabel(one("ALTER TYPE m RENAME VALUE 'a' TO 'b'"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES ('new')",
        "UPDATE t SET m = E'n\\145w'",
        "ALTER TABLE t ALTER m SET DEFAULT 'new'::mood",
        "ALTER TABLE t ALTER m SET DEFAULT '{old,new}'",
        "SELECT '(1,new)'::t",
        "CREATE FUNCTION f() RETURNS mood LANGUAGE sql AS $$ SELECT 'new'::mood $$",
        "DO $$ BEGIN EXECUTE 'UPDATE t SET m = ''new'''; END $$",
        "SELECT $$new$$::mood",
        "SELECT enum_range(NULL::mood)",
        "COPY t FROM stdin;\n1\tnew\n\\.\n",
      })
  void aCommandThatMayUseTheLabelIsFound(String text) {
    assertThat(label("new").mayBeUsedIn(one(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES ('renewed')",
        "SELECT new FROM t -- 'new'",
        "SELECT 'a new one'",
        "SELECT \"new\" FROM t",
        "ALTER TYPE mood ADD VALUE 'newer' AFTER 'new'",
        "COPY t FROM stdin;\n1\tnewer\n\\.\n",
      })
  void aCommandThatDoesNotUseTheLabelIsLeftAlone(String text) {
    assertThat(label("new").mayBeUsedIn(one(text))).isFalse();
  }

  private static AddedEnumLabel label(String label) {
    return new AddedEnumLabel(QualifiedName.of("mood"), label, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "CREATE INDEX CONCURRENTLY i ON t (a) | CREATE | i | t | false",
        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS I ON ONLY s.t (a) | CREATE | s.i | s.t | true",
        "CREATE INDEX CONCURRENTLY ON t (a) | CREATE | - | t | false",
        "CREATE INDEX CONCURRENTLY \"My i\" ON s.\"T\" USING gin (a) | CREATE | s.\"My i\" | s.\"T\" | false",
        "REINDEX INDEX CONCURRENTLY s.i | REINDEX_INDEX | s.i | - | false",
        "REINDEX (CONCURRENTLY) TABLE t | REINDEX_TABLE | - | t | false",
        "REINDEX SCHEMA CONCURRENTLY s | REINDEX_MANY | - | - | false",
      })
  void theIndexThatIsBuiltConcurrentlyIsRead(
      String text, ConcurrentIndex.Kind kind, String index, String table, boolean ifNotExists) {
    ConcurrentIndex read = StatementKind.concurrentIndex(one(text)).orElseThrow();
    assertThat(read.kind()).isEqualTo(kind);
    assertThat(read.index() == null ? null : read.index().toSql()).isEqualTo(index);
    assertThat(read.table() == null ? null : read.table().toSql()).isEqualTo(table);
    assertThat(read.ifNotExists()).isEqualTo(ifNotExists);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CREATE INDEX i ON t (a)", "REINDEX TABLE t", "DROP INDEX CONCURRENTLY i"})
  void otherCommandsBuildNoIndexConcurrently(String text) {
    assertThat(StatementKind.concurrentIndex(one(text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SET standard_conforming_strings = off | true",
        "SET client_encoding = 'LATIN1' | true",
        "SET NAMES 'UTF8' | true",
        "SET backslash_quote = on | true",
        "RESET ALL | true",
        "SELECT set_config('client_encoding', 'UTF8', false) | true",
        "SELECT set_config(a, b, false) FROM t | true",
        "SET escape_string_warning = off | false",
        "SET search_path = '' | false",
        "SET ROLE r | false",
        "SELECT 1 | false",
      })
  void settingsThatChangeHowTextIsReadAreKnown(String text, boolean expected) {
    assertThat(StatementKind.changesHowTextIsRead(one(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "CREATE ROLE r | true",
        "DROP USER IF EXISTS u | true",
        "ALTER DATABASE d SET work_mem = '1MB' | true",
        "COMMENT ON ROLE r IS 'x' | true",
        "GRANT a TO b | true",
        "GRANT CONNECT ON DATABASE d TO r | true",
        "COPY t TO '/tmp/x' | true",
        "COPY (SELECT 1) TO PROGRAM 'cat' | true",
        "SELECT pg_reload_conf() | true",
        "CREATE USER MAPPING FOR u SERVER s | false",
        "GRANT SELECT ON t TO r | false",
        "CREATE TABLE role (a int) | false",
        "CREATE TABLE t (a int) | false",
      })
  void effectsOutsideTheDatabaseAreKnown(String text, boolean expected) {
    assertThat(StatementKind.effectOutsideDatabase(one(text)).isPresent()).isEqualTo(expected);
  }
}
