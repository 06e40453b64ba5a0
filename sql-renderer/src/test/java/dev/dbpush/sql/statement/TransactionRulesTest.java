package dev.dbpush.sql.statement;

import static dev.dbpush.sql.statement.Statements.one;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransactionRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX CONCURRENTLY i ON t (a)",
        "create unique /* big */ index -- table\n concurrently on t (a)",
        "DROP INDEX CONCURRENTLY IF EXISTS i",
        "REINDEX INDEX CONCURRENTLY i",
        "REINDEX (CONCURRENTLY) TABLE t",
        "REINDEX (VERBOSE, CONCURRENTLY TRUE) TABLE t",
        "REINDEX (CONCURRENTLY 1) INDEX i",
        "REINDEX (VERBOSE FALSE) TABLE CONCURRENTLY t",
        "REINDEX SCHEMA s",
        "REINDEX DATABASE d",
        "REINDEX (VERBOSE) SYSTEM d",
        "VACUUM",
        "VACUUM FULL t",
        "VACUUM (FULL, ANALYZE) t",
        "CLUSTER",
        "CLUSTER VERBOSE",
        "CLUSTER (VERBOSE)",
        "CREATE DATABASE d",
        "DROP DATABASE IF EXISTS d",
        "DROP DATABASE d WITH (FORCE)",
        "ALTER DATABASE d SET TABLESPACE x",
        "ALTER DATABASE \"set\" SET TABLESPACE x",
        "CREATE TABLESPACE x LOCATION '/x'",
        "DROP TABLESPACE IF EXISTS x",
        "ALTER SYSTEM SET work_mem = '1GB'",
        "ALTER TABLE t DETACH PARTITION p CONCURRENTLY",
        "ALTER TABLE IF EXISTS ONLY s.\"T\" DETACH PARTITION s.p CONCURRENTLY",
        "CREATE SUBSCRIPTION s CONNECTION 'host=h' PUBLICATION p",
        "CREATE SUBSCRIPTION s CONNECTION 'host=h' PUBLICATION p WITH (enabled = false)",
        "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
        "ALTER SUBSCRIPTION s SET PUBLICATION p",
        "ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (copy_data = false)",
        "DROP SUBSCRIPTION s",
        "DISCARD ALL",
        "COMMIT PREPARED 'x'",
        "ROLLBACK PREPARED 'x'",
        "DO $$ BEGIN DELETE FROM t; COMMIT; END $$",
        "DO $$ BEGIN FOR i IN 1..3 LOOP COMMIT AND CHAIN; END LOOP; END $$",
      })
  void aBlockIsRefused(String text) {
    assertThat(TransactionRules.refusesBlock(one(text), 17)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX i ON t (a)",
        "CREATE INDEX \"concurrently\" ON t (a)",
        "CREATE TABLE t (concurrently_run boolean)",
        "DROP INDEX i",
        "REINDEX TABLE t",
        "REINDEX (VERBOSE) INDEX i",
        "REINDEX (CONCURRENTLY FALSE) TABLE t",
        "REINDEX (CONCURRENTLY off) TABLE t",
        "ANALYZE",
        "CLUSTER t USING i",
        "CLUSTER (VERBOSE) t",
        "CLUSTER t",
        "ALTER DATABASE d SET work_mem = '1MB'",
        "ALTER DATABASE d RENAME TO e",
        "ALTER TABLESPACE x RENAME TO y",
        "ALTER TABLE t DETACH PARTITION p",
        "ALTER TABLE t DETACH PARTITION p FINALIZE",
        "ALTER TABLE t ADD COLUMN concurrently int",
        "ALTER TABLE t SET TABLESPACE x",
        "CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p WITH (connect = false)",
        "CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p WITH (create_slot = false)",
        "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)",
        "ALTER SUBSCRIPTION s DISABLE",
        "ALTER SUBSCRIPTION s SET (binary = true)",
        "ALTER SUBSCRIPTION s SET (two_phase = true)",
        "DISCARD TEMP",
        "COMMIT",
        "ROLLBACK",
        "ALTER TYPE e ADD VALUE 'x'",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
        "DO $$ BEGIN RAISE NOTICE 'VACUUM; COMMIT;'; END $$",
        "DO $$ BEGIN PERFORM 1; /* COMMIT; */ END $$",
        "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$",
      })
  void aBlockIsAllowed(String text) {
    assertThat(TransactionRules.refusesBlock(one(text), 17)).isEmpty();
  }

  @Test
  void theServersVersionCounts() {
    String failover = "ALTER SUBSCRIPTION s SET (failover = true)";
    assertThat(TransactionRules.refusesBlock(one(failover), 16)).isEmpty();
    assertThat(TransactionRules.refusesBlock(one(failover), 17)).isPresent();
    String twoPhase = "ALTER SUBSCRIPTION s SET (two_phase = false)";
    assertThat(TransactionRules.refusesBlock(one(twoPhase), 17)).isEmpty();
    assertThat(TransactionRules.refusesBlock(one(twoPhase), 18)).isPresent();
    String label = "ALTER TYPE e ADD VALUE 'x'";
    assertThat(TransactionRules.refusesBlock(one(label), 11)).isPresent();
    assertThat(TransactionRules.refusesBlock(one(label), 12)).isEmpty();
  }
}
