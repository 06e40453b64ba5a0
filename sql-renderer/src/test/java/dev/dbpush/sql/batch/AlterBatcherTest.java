package dev.dbpush.sql.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.syntax.SqlStatement;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AlterBatcherTest {

  @Test
  void aMergedStatementIsMadeOfSlicesOfTheSources() {
    String sql =
        """
        ALTER TABLE IF EXISTS "S".t
            ADD COLUMN a varchar (20),  -- both
            ADD b int;
        alter table if exists "S".t /* why */ ALTER a SET DEFAULT ',', -- here
          ALTER b
            SET DEFAULT 5;
        """;

    List<BatchedStatement> batched = Batches.batch(sql);

    assertThat(batched).hasSize(1);
    assertThat(batched.get(0).text())
        .isEqualTo(
            """
            ALTER TABLE IF EXISTS "S".t
                ADD COLUMN a varchar (20),  -- both
                ADD b int,
              /* why */ ALTER a SET DEFAULT ',', -- here
              ALTER b
                SET DEFAULT 5\
            """);
    assertThat(batched.get(0).sources()).isEqualTo(Batches.split(sql));
  }

  @Test
  void aCommentInsideTheHeadKeepsAStatementApart() {
    List<BatchedStatement> batched =
        Batches.batch("ALTER TABLE t ADD a int; ALTER /* no */ TABLE t ADD b int;");

    assertThat(batched).hasSize(2);
    assertThat(batched.get(1).notes().get(0)).contains("a comment stands between");
  }

  @Test
  void onlyAndIfExistsAndSchemaMustAgree() {
    assertThat(Batches.batch("ALTER TABLE t ADD a int; ALTER TABLE ONLY t ADD b int")).hasSize(2);
    assertThat(Batches.batch("ALTER TABLE t ADD a int; ALTER TABLE IF EXISTS t ADD b int"))
        .hasSize(2);
    assertThat(Batches.batch("ALTER TABLE t ADD a int; ALTER TABLE public.t ADD b int")).hasSize(2);
    assertThat(Batches.batch("ALTER TABLE t ADD a int; ALTER TABLE \"T\" ADD b int")).hasSize(2);
    assertThat(Batches.batch("ALTER TABLE t ADD a int; ALTER TABLE \"t\" ADD b int")).hasSize(1);
  }

  @Test
  void switchedOffEveryStatementStaysAsItIs() {
    List<SqlStatement> statements =
        Batches.split("ALTER TABLE t ADD a int; ALTER TABLE t ADD b int");

    assertThat(AlterBatcher.batch(statements, BatchOptions.OFF))
        .extracting(BatchedStatement::text)
        .containsExactly("ALTER TABLE t ADD a int", "ALTER TABLE t ADD b int");
  }

  @Test
  void everySourceIsInExactlyOneStatementAndOthersKeepTheirOrder() {
    String sql =
        """
        ALTER TABLE t ADD a int;
        COMMENT ON TABLE t IS 'x';
        ALTER TABLE t ADD b int;
        UPDATE t SET a = 1;
        ALTER TABLE t ALTER a SET NOT NULL;
        ALTER TABLE t ALTER b SET NOT NULL;
        """;

    List<BatchedStatement> batched = Batches.batch(sql);

    assertThat(batched)
        .extracting(BatchedStatement::text)
        .containsExactly(
            "ALTER TABLE t ADD a int,\n  ADD b int",
            "COMMENT ON TABLE t IS 'x'",
            "UPDATE t SET a = 1",
            "ALTER TABLE t ALTER a SET NOT NULL,\n  ALTER b SET NOT NULL");
    assertThat(batched)
        .flatExtracting(BatchedStatement::sources)
        .hasSize(6)
        .doesNotHaveDuplicates();
    assertThat(batched.get(3).notes().get(0))
        .startsWith("not merged with the ALTER TABLE at 1:1: the statement at 4:1 stands between");
  }

  @Test
  void twoTypesMergeOnlyWhereTheTableIsKnownToHaveNoExpressionOnBoth() {
    String types = "ALTER TABLE t ALTER a TYPE bigint; ALTER TABLE t ALTER b TYPE bigint;";
    String table = "CREATE TABLE t (a int, b int, c int, UNIQUE (a, b));";
    BatchOptions all = BatchOptions.ALL_VERSIONS;

    assertThat(Batches.batch(types)).hasSize(2);
    assertThat(Batches.batch(table, types, all)).hasSize(1);
    assertThat(Batches.batch(table + "ALTER TABLE t ADD CHECK (a < b)", types, all)).hasSize(2);
    assertThat(Batches.batch(table + "CREATE INDEX ON t (a) WHERE b > 0", types, all)).hasSize(2);
    assertThat(Batches.batch(table + "CREATE INDEX ON t (a, (b + 1))", types, all)).hasSize(2);
    assertThat(Batches.batch(table + "CREATE INDEX ON t (a, b)", types, all)).hasSize(1);
    assertThat(
            Batches.batch(table + "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES t (b)", types, all))
        .hasSize(2);
    assertThat(Batches.batch(table + "CREATE TABLE u (CHECK (a < b)) INHERITS (t)", types, all))
        .hasSize(2);
    assertThat(Batches.batch(table + "DO $$ BEGIN EXECUTE x; END $$", types, all)).hasSize(2);
    assertThat(Batches.batch(table + "SELECT f()", types, all)).hasSize(2);
    assertThat(
            Batches.batch(
                "CREATE TABLE t (x int, b int, CHECK (x < b)); ALTER TABLE t RENAME x TO a;",
                types,
                all))
        .hasSize(2);
    assertThat(
            Batches.batch("CREATE TABLE s (a int, b int); ALTER TABLE s RENAME TO t;", types, all))
        .hasSize(1);
  }

  @Test
  void aRuleOfOneVersionHoldsBackARange() {
    String sql = "ALTER TABLE t ALTER a SET NOT NULL; ALTER TABLE t DROP COLUMN b;";

    assertThat(Batches.batch("", sql, BatchOptions.forVersion(16))).hasSize(1);
    assertThat(Batches.batch("", sql, BatchOptions.forVersion(18))).hasSize(2);
    assertThat(Batches.batch(sql)).hasSize(2);
  }

  @Test
  void aForeignKeyIsCheckedApartUnlessTheTableIsNew() {
    String sql = "ALTER TABLE t ADD a int; ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p;";

    assertThat(Batches.batch(sql)).hasSize(2);
    assertThat(Batches.batch("CREATE TABLE t (b int);" + sql)).hasSize(2);
    assertThat(
            Batches.batch(
                "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p;"
                    + " ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES p"))
        .hasSize(1);
  }

  @Test
  void aTableThatMayBePartitionedAsksForItsColumnFirst() {
    String sql = "ALTER TABLE t ADD z int DEFAULT 1; ALTER TABLE t ALTER z SET NOT NULL;";
    String plain = "CREATE TABLE t (a int);";
    String partitioned = "CREATE TABLE t (a int) PARTITION BY LIST (a);";

    assertThat(Batches.batch(plain, sql, BatchOptions.ALL_VERSIONS)).hasSize(1);
    assertThat(Batches.batch(partitioned, sql, BatchOptions.ALL_VERSIONS)).hasSize(2);
    assertThat(Batches.batch(sql)).hasSize(2);
    assertThat(Batches.batch("", sql, BatchOptions.forVersion(18))).hasSize(1);
  }

  @Test
  void childrenWorkOffTheirOwnListBehindTheParents() {
    assertThat(Batches.batch("ALTER TABLE t ALTER a DROP NOT NULL; ALTER TABLE t DROP a"))
        .hasSize(2);
    assertThat(Batches.batch("ALTER TABLE t ALTER a DROP DEFAULT; ALTER TABLE t DROP b"))
        .hasSize(1);
  }

  @Test
  void unloggedMergesOnlyOnAKnownTableAndBesideNoNewIndex() {
    String plain = "CREATE TABLE t (a int);";
    String type = "ALTER TABLE t ALTER a TYPE bigint; ALTER TABLE t SET UNLOGGED;";
    String unique = "ALTER TABLE t ADD CONSTRAINT k UNIQUE (a); ALTER TABLE t SET UNLOGGED;";

    assertThat(Batches.batch(plain, type, BatchOptions.ALL_VERSIONS)).hasSize(1);
    assertThat(Batches.batch(type)).hasSize(2);
    assertThat(Batches.batch(plain, unique, BatchOptions.ALL_VERSIONS)).hasSize(2);
  }

  @Test
  void aNamedNotNullKeepsItsNameOn18() {
    String sql =
        "ALTER TABLE t ADD y int CONSTRAINT k NOT NULL; ALTER TABLE t ALTER y SET NOT NULL;";
    String plain = "CREATE TABLE t (a int);";

    assertThat(Batches.batch(plain, sql, BatchOptions.forVersion(18))).hasSize(2);
    assertThat(Batches.batch(plain, sql, BatchOptions.forVersion(17))).hasSize(1);
  }
}
