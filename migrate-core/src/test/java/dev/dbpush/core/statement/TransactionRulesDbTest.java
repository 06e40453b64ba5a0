package dev.dbpush.core.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.statement.AddedEnumLabel;
import dev.dbpush.sql.statement.StatementKind;
import dev.dbpush.sql.statement.TransactionRules;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs each kind of statement in a transaction block and looks whether the server refuses it. */
final class TransactionRulesDbTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final String SUBSCRIPTION =
      "CREATE SUBSCRIPTION %s CONNECTION 'dbname=nowhere host=127.0.0.1 port=1' PUBLICATION p"
          + " WITH (connect = false)";

  @BeforeAll
  static void makeObjects() throws SQLException {
    DATABASE.execute(
        """
        CREATE TABLE t (a int PRIMARY KEY, b text);
        CREATE INDEX i ON t (b);
        CREATE TABLE pt (a int) PARTITION BY LIST (a);
        CREATE TABLE p1 PARTITION OF pt FOR VALUES IN (1);
        CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
        CREATE UNIQUE INDEX mi ON m (a);
        CREATE TYPE mood AS ENUM ('old');
        CREATE TABLE moods (m mood, ms mood[]);
        CREATE SCHEMA s;
        """);
    String name = DATABASE.name();
    DATABASE.execute(SUBSCRIPTION.formatted(name + "_on"));
    DATABASE.execute("ALTER SUBSCRIPTION " + name + "_on ENABLE");
    DATABASE.execute(SUBSCRIPTION.formatted(name + "_off"));
  }

  @AfterAll
  static void dropSubscriptions() throws SQLException {
    for (String end : new String[] {"_on", "_off"}) {
      String name = DATABASE.name() + end;
      DATABASE.execute("ALTER SUBSCRIPTION " + name + " DISABLE");
      DATABASE.execute("ALTER SUBSCRIPTION " + name + " SET (slot_name = NONE)");
      DATABASE.execute("DROP SUBSCRIPTION " + name);
    }
  }

  /** DB stands for the database's name, which the subscriptions are named after, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX CONCURRENTLY j ON t (b)",
        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS j ON ONLY t (b)",
        "CREATE INDEX CONCURRENTLY ON t (b)",
        "CREATE INDEX j ON t (b)",
        "DROP INDEX CONCURRENTLY i",
        "DROP INDEX CONCURRENTLY IF EXISTS i",
        "DROP INDEX i",
        "REINDEX INDEX CONCURRENTLY i",
        "REINDEX TABLE CONCURRENTLY t",
        "REINDEX (CONCURRENTLY) TABLE t",
        "REINDEX (VERBOSE FALSE, CONCURRENTLY TRUE) INDEX i",
        "REINDEX (CONCURRENTLY FALSE) TABLE t",
        "REINDEX (CONCURRENTLY off, VERBOSE off) INDEX i",
        "REINDEX (CONCURRENTLY 0) INDEX i",
        "REINDEX TABLE t",
        "REINDEX INDEX i",
        "REINDEX SCHEMA s",
        "REINDEX SCHEMA CONCURRENTLY s",
        "REINDEX DATABASE DB",
        "REINDEX SYSTEM DB",
        "VACUUM",
        "VACUUM t",
        "VACUUM FULL t",
        "VACUUM (FULL, ANALYZE) t",
        "ANALYZE",
        "ANALYZE t",
        "CLUSTER",
        "CLUSTER VERBOSE",
        "CLUSTER (VERBOSE)",
        "CLUSTER t USING i",
        "CLUSTER (VERBOSE FALSE) t USING i",
        "CREATE DATABASE DB_2",
        "DROP DATABASE IF EXISTS DB_2",
        "DROP DATABASE IF EXISTS DB_2 WITH (FORCE)",
        "ALTER DATABASE DB SET TABLESPACE pg_default",
        "ALTER DATABASE DB SET work_mem = '8MB'",
        "ALTER DATABASE DB RESET work_mem",
        "ALTER DATABASE DB CONNECTION LIMIT 50",
        "CREATE TABLESPACE DB_x LOCATION '/nowhere'",
        "DROP TABLESPACE IF EXISTS DB_x",
        "ALTER SYSTEM SET work_mem = '8MB'",
        "ALTER SYSTEM RESET work_mem",
        "ALTER TABLE pt DETACH PARTITION p1 CONCURRENTLY",
        "ALTER TABLE IF EXISTS pt DETACH PARTITION public.p1 CONCURRENTLY",
        "ALTER TABLE pt DETACH PARTITION p1",
        "CREATE SUBSCRIPTION DB_3 CONNECTION 'port=1' PUBLICATION p",
        "CREATE SUBSCRIPTION DB_3 CONNECTION 'port=1' PUBLICATION p WITH (enabled = false)",
        "CREATE SUBSCRIPTION DB_3 CONNECTION 'port=1' PUBLICATION p WITH (connect = false)",
        "CREATE SUBSCRIPTION DB_3 CONNECTION 'port=1' PUBLICATION p WITH (create_slot = on)",
        "ALTER SUBSCRIPTION DB_on REFRESH PUBLICATION",
        "ALTER SUBSCRIPTION DB_on SET PUBLICATION q",
        "ALTER SUBSCRIPTION DB_on ADD PUBLICATION q",
        "ALTER SUBSCRIPTION DB_on SET PUBLICATION q WITH (refresh = false)",
        "ALTER SUBSCRIPTION DB_on ADD PUBLICATION q WITH (refresh = off)",
        "ALTER SUBSCRIPTION DB_on SET (binary = true)",
        "ALTER SUBSCRIPTION DB_off SET (failover = true)",
        "ALTER SUBSCRIPTION DB_off SET (failover = false)",
        "ALTER SUBSCRIPTION DB_off SET (two_phase = true)",
        "ALTER SUBSCRIPTION DB_off SET (two_phase = false)",
        "ALTER SUBSCRIPTION DB_off SET (two_phase = off, failover = off)",
        "ALTER SUBSCRIPTION DB_on CONNECTION 'port=2'",
        "ALTER SUBSCRIPTION DB_on DISABLE",
        "DROP SUBSCRIPTION DB_on",
        "DISCARD ALL",
        "DISCARD TEMP",
        "DISCARD PLANS",
        "COMMIT PREPARED 'x'",
        "ROLLBACK PREPARED 'x'",
        "ALTER TYPE mood ADD VALUE 'new'",
        "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'new' BEFORE 'old'",
        "ALTER TYPE mood RENAME VALUE 'old' TO 'older'",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
        "LISTEN x",
        "CHECKPOINT",
        "DO $$ BEGIN PERFORM 1; COMMIT; END $$",
        "DO $$ BEGIN IF true THEN ROLLBACK; END IF; END $$",
        "DO $$ BEGIN LOOP COMMIT AND CHAIN; EXIT; END LOOP; END $$",
        "DO $$ << label >> BEGIN NULL; COMMIT AND NO CHAIN; END $$",
        "DO $$ BEGIN EXECUTE 'SELECT 1'; END $$",
        "DO 'BEGIN COMMIT; END'",
      })
  void theServerRefusesWhatTheRulesSay(String template) throws SQLException {
    String text = template.replace("DB", DATABASE.name());
    SqlStatement statement = StatementSplitter.split(text).statements().get(0);
    int major = DATABASE.server().major();
    boolean refused = TransactionRules.refusesBlock(statement, major).isPresent();
    String state = stateInBlock(text);
    boolean unknownHere = state.equals("42601"); // the option is younger than this server
    if (!unknownHere) {
      boolean refusedByServer = state.equals("25001") || state.equals("2D000");
      assertThat(refusedByServer).as(text + " on " + major + ": " + state).isEqualTo(refused);
      assertThat(refusedByServer || state.equals("00000")).as(text + ": " + state).isTrue();
    }
  }

  private static String stateInBlock(String text) throws SQLException {
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      try {
        statement.execute(text);
        return "00000";
      } catch (SQLException e) {
        return e.getSQLState();
      } finally {
        statement.execute("ROLLBACK");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "INSERT INTO moods (m) VALUES ('new') | true",
        "INSERT INTO moods (m) VALUES (E'n\\x65w') | true",
        "SELECT $q$new$q$::mood | true",
        "SELECT '{old,new}'::mood[] | true",
        "SELECT '(new,)'::moods | true",
        "ALTER TABLE moods ALTER m SET DEFAULT 'new' | true",
        "CREATE FUNCTION f() RETURNS mood LANGUAGE sql AS $$ SELECT 'new'::mood $$ | true",
        "DO $$ BEGIN EXECUTE 'INSERT INTO moods (m) VALUES (''new'')'; END $$ | true",
        "SELECT enum_range(NULL::mood) | true",
        "SELECT enum_last(NULL::mood) | true",
        "INSERT INTO moods (m) VALUES ('old') | false",
        "ALTER TYPE mood ADD VALUE 'newer' AFTER 'new' | false",
        "SELECT 'a new one' | false",
      })
  void aLabelIsUnusableInItsTransactionWhereTheRuleSaysSo(String text, boolean used)
      throws SQLException {
    SqlStatement adds =
        StatementSplitter.split("ALTER TYPE mood ADD VALUE 'new'").statements().get(0);
    AddedEnumLabel label = StatementKind.addedEnumLabel(adds).orElseThrow();
    SqlStatement uses = StatementSplitter.split(text).statements().get(0);
    assertThat(label.mayBeUsedIn(uses)).isEqualTo(used);
    assertThat(stateInBlock(adds.text() + "; " + text)).isEqualTo(used ? "55P04" : "00000");
  }
}
