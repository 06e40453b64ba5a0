package dev.dbpush.sql.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements between two ALTER TABLE of one table. */
final class HopTest {
  private static final String TABLES =
      """
      CREATE TABLE t (id int, a int, b text, c text);
      CREATE TABLE other (id int PRIMARY KEY, x int DEFAULT 5);
      CREATE TABLE other2 (id int PRIMARY KEY);
      CREATE TABLE child (x int) INHERITS (t);
      CREATE TABLE pointing (id int REFERENCES t (id));
      CREATE TABLE busy (id int);
      CREATE TRIGGER g AFTER INSERT ON busy EXECUTE FUNCTION f();
      """;

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "INSERT INTO other VALUES (1) => ADD d int",
        "UPDATE other SET x = o.id FROM other2 o => ADD d int",
        "DELETE FROM other WHERE id IN (SELECT id FROM other2) => ADD d int",
        "CREATE INDEX i ON t (a) => ADD d int",
        "CREATE INDEX i ON t (a) => ALTER a SET NOT NULL",
        "CREATE UNIQUE INDEX i ON t (lower(b)) WHERE a > 0 => ALTER c TYPE varchar",
        "CREATE INDEX i ON other (x) => ALTER a TYPE bigint",
        "CREATE VIEW v AS SELECT * FROM other => ADD d int",
        "CREATE FUNCTION f2() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END' => ADD d"
            + " bigint",
        "CREATE TYPE mood AS ENUM ('sad') => ADD d bigint",
        "CREATE DOMAIN pos AS int CHECK (VALUE > 0) => ADD d bigint",
        "CREATE SEQUENCE s => ADD d bigint",
        "CREATE TABLE new (id int PRIMARY KEY, x int REFERENCES other) => ADD d bigint",
        "ALTER TABLE other ADD y int => ADD d bigint",
        "ALTER TABLE other ALTER x TYPE bigint => ALTER a TYPE bigint",
        "COMMENT ON TABLE t IS 'x' => ADD d bigint",
        "COMMENT ON COLUMN t.a IS 'x' => ALTER b TYPE varchar",
        "GRANT SELECT ON t TO PUBLIC => ADD d bigint",
        "REVOKE ALL ON TABLE t, other FROM PUBLIC => ADD d bigint",
        "CREATE STATISTICS s ON a, b FROM t => ALTER c SET DEFAULT 'x'",
        "CREATE TRIGGER h AFTER INSERT ON other EXECUTE FUNCTION f() => ADD d bigint",
      })
  void whatDoesNotTouchTheTableIsHopped(String between, String later) {
    List<BatchedStatement> batched = batch(between, later);

    assertThat(batched).as("%s", batched).hasSize(2);
    assertThat(batched.get(0).text()).isEqualTo("ALTER TABLE t ADD k int,\n  " + later);
    assertThat(batched.get(1).text()).isEqualTo(between);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "INSERT INTO t (a) VALUES (1) => ALTER a SET DEFAULT 5",
        "UPDATE t SET a = 1 => ALTER a SET NOT NULL",
        "DELETE FROM t => ALTER a SET NOT NULL",
        "MERGE INTO t USING other ON true WHEN MATCHED THEN DELETE => ADD d int",
        "COPY t FROM '/x' => ADD d int",
        "TRUNCATE t => ADD d int",
        "SELECT setval('t_id_seq', 5) => ADD d int",
        "SELECT f() => ADD d int",
        "CALL p() => ADD d int",
        "DO 'BEGIN END' => ADD d int",
        "EXECUTE q => ADD d int",
        "WITH x AS (DELETE FROM t) SELECT 1 => ADD d int",
        "INSERT INTO other SELECT id FROM t => ADD d int",
        "INSERT INTO other VALUES (f()) => ADD d int",
        "INSERT INTO busy VALUES (1) => ADD d int",
        "INSERT INTO child VALUES (1) => ADD d int",
        "INSERT INTO pointing VALUES (1) => ADD d int",
        "INSERT INTO unknown VALUES (1) => ADD d int",
        "CREATE INDEX i ON t (a) => DROP COLUMN b",
        "CREATE INDEX i ON t (d) => ADD d int",
        "CREATE INDEX i ON t (a) => ALTER a TYPE bigint",
        "CREATE INDEX i ON t (a) => ADD CONSTRAINT i UNIQUE (b)",
        "CREATE UNIQUE INDEX i ON t (a) => ADD CONSTRAINT j UNIQUE USING INDEX i",
        "CREATE INDEX ON t (a) => ADD CONSTRAINT j UNIQUE (b)",
        "CREATE INDEX i ON t ((t.*)) => ADD d int",
        "CREATE INDEX CONCURRENTLY i ON other (x) => ADD d int",
        "CREATE INDEX i ON child (a) => ADD d int",
        "DROP INDEX i => ADD d int",
        "CREATE VIEW v AS SELECT * FROM t => ADD d int",
        "CREATE VIEW v AS SELECT * FROM child => ADD d int",
        "CREATE VIEW v AS SELECT a FROM t => ALTER a TYPE bigint",
        "CREATE MATERIALIZED VIEW v AS SELECT a FROM t => ADD d int",
        "CREATE RULE r AS ON INSERT TO t DO NOTHING => ADD d int",
        "CREATE POLICY p ON t => ADD d int",
        "CREATE TRIGGER h AFTER INSERT ON t EXECUTE FUNCTION f() => ADD d int",
        "CREATE FUNCTION f2() RETURNS t LANGUAGE plpgsql AS 'BEGIN END' => ADD d int",
        "CREATE FUNCTION f2() RETURNS int LANGUAGE sql AS 'SELECT x FROM child' => ADD d int",
        "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'x' => ADD d int",
        "CREATE TYPE mood AS ENUM ('sad') => ADD d mood",
        "CREATE SEQUENCE s OWNED BY t.a => ADD d int",
        "CREATE SEQUENCE t_d_seq => ADD d serial",
        "CREATE TABLE new (LIKE t) => ADD d int",
        "CREATE TABLE new () INHERITS (t) => ADD d int",
        "CREATE TABLE new PARTITION OF t DEFAULT => ADD d int",
        "CREATE TABLE new (x t) => ADD d int",
        "CREATE TABLE new (x child) => ADD d int",
        "CREATE TABLE new AS SELECT * FROM t => ADD d int",
        "CREATE TABLE new (id int PRIMARY KEY) => ADD FOREIGN KEY (a) REFERENCES new NOT VALID",
        "ALTER TABLE other ADD FOREIGN KEY (x) REFERENCES t (id) => ADD d int",
        "ALTER TABLE child ADD d int => ADD d int",
        "ALTER TABLE pointing ADD d int => ADD d int",
        "ALTER TABLE other RENAME TO other3 => ADD d int",
        "ALTER TABLE t RENAME a TO z => ADD d int",
        "ALTER TABLE other DROP COLUMN x CASCADE => ADD d int",
        "COMMENT ON COLUMN t.d IS 'x' => ADD d int",
        "COMMENT ON COLUMN t.a IS 'x' => DROP COLUMN a",
        "COMMENT ON CONSTRAINT k ON t IS 'x' => ADD CONSTRAINT k CHECK (a > 0)",
        "GRANT SELECT (d) ON t TO PUBLIC => ADD d int",
        "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO PUBLIC => ADD d serial",
        "GRANT REFERENCES ON other TO me => ADD FOREIGN KEY (a) REFERENCES other NOT VALID",
        "CREATE STATISTICS s ON a, b FROM t => DROP COLUMN a",
        "ALTER SEQUENCE s OWNED BY t.a => ADD d int",
        "SELECT nextval('s') => ADD d int DEFAULT nextval('s')",
        "SET lock_timeout = '1s' => ADD d int",
        "SET ROLE x => ADD d int",
        "SET search_path = x => ADD d int",
        "RESET ALL => ADD d int",
        "LOCK TABLE t => ADD d int",
        "SAVEPOINT s => ADD d int",
        "PREPARE q AS SELECT 1 => ADD d int",
        "LISTEN x => ADD d int",
        "ALTER TYPE mood ADD VALUE 'x' => ADD d int",
        "ALTER DOMAIN pos DROP NOT NULL => ADD d int",
        "CREATE EXTENSION x => ADD d int",
        "ANALYZE t => ADD d int",
        "VACUUM t => ADD d int",
        "FROBNICATE => ADD d int",
      })
  void whatMayTouchTheTableStandsBetween(String between, String later) {
    List<BatchedStatement> batched = batch(between, later);

    assertThat(batched).as("%s", batched).hasSize(3);
    assertThat(batched.get(2).notes()).singleElement().asString().contains("not merged");
  }

  private static List<BatchedStatement> batch(String between, String later) {
    return Batches.batch(
        TABLES,
        "ALTER TABLE t ADD k int;\n" + between + ";\nALTER TABLE t " + later + ";",
        BatchOptions.ALL_VERSIONS);
  }
}
