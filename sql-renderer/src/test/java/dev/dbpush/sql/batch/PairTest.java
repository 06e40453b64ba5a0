package dev.dbpush.sql.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pairs of actions whose merge was compared with the sequence on a server. */
final class PairTest {
  private static final String TABLE =
      """
      CREATE TABLE t (id int CONSTRAINT t_pkey PRIMARY KEY, a int, b text, c varchar(10) DEFAULT 'x', n int,
        g int GENERATED ALWAYS AS (a * 2) STORED, base int);
      CREATE TABLE p (id int PRIMARY KEY);
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP COLUMN b ;; ADD COLUMN b int",
        "DROP COLUMN IF EXISTS z ;; ADD COLUMN z int",
        "DROP COLUMN b ;; ADD COLUMN IF NOT EXISTS b int",
        "ADD COLUMN z int ;; ALTER z SET DEFAULT 5",
        "ADD COLUMN z int DEFAULT 5 ;; ALTER z SET DEFAULT 6",
        "ADD COLUMN z int DEFAULT 5 ;; ALTER z SET NOT NULL",
        "ADD COLUMN z int ;; ADD CHECK (z > 0)",
        "ADD COLUMN z int ;; ADD UNIQUE (z)",
        "ADD COLUMN z int ;; ADD FOREIGN KEY (z) REFERENCES p NOT VALID",
        "ADD COLUMN z int ;; ADD PRIMARY KEY (z)",
        "DROP CONSTRAINT k ;; ADD CONSTRAINT k CHECK (a > 0)",
        "DROP CONSTRAINT k ;; ADD CONSTRAINT k UNIQUE (a)",
        "DROP CONSTRAINT k ;; ADD CONSTRAINT k PRIMARY KEY (a)",
        "DROP CONSTRAINT k ;; ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES p NOT VALID",
        "ADD CONSTRAINT k2 CHECK (a > 0) ;; DROP CONSTRAINT k1",
        "ALTER a TYPE bigint ;; ALTER n TYPE bigint",
        "ALTER a TYPE bigint ;; ALTER n TYPE bigint ;; ALTER base TYPE bigint ;; ALTER c TYPE text",
        "ALTER n TYPE int USING a ;; ALTER n SET NOT NULL",
        "ALTER n TYPE int USING a ;; ADD CHECK (n > 0)",
        "ALTER b DROP DEFAULT ;; ALTER b TYPE int USING b::int ;; ALTER b SET DEFAULT 5",
        "ALTER a DROP DEFAULT ;; ALTER a SET DEFAULT 5",
        "ALTER a SET DEFAULT 5 ;; ALTER a SET DEFAULT 6",
        "ALTER a DROP NOT NULL ;; ALTER a SET NOT NULL",
        "ALTER a SET NOT NULL ;; ALTER a ADD GENERATED ALWAYS AS IDENTITY",
        "ALTER a DROP IDENTITY ;; ALTER a ADD GENERATED ALWAYS AS IDENTITY",
        "ALTER a DROP IDENTITY ;; ALTER a SET DEFAULT 5",
        "ALTER a DROP DEFAULT ;; ALTER a ADD GENERATED ALWAYS AS IDENTITY",
        "ALTER a TYPE bigint ;; ALTER a ADD GENERATED ALWAYS AS IDENTITY",
        "ALTER g DROP EXPRESSION ;; ALTER base TYPE bigint",
        "ADD COLUMN z int DEFAULT 1 ;; ADD COLUMN g2 int GENERATED ALWAYS AS (z * 2) STORED",
        "ADD COLUMN x serial ;; ADD COLUMN y serial",
        "ALTER b SET STATISTICS 10 ;; ALTER c TYPE text",
        "DROP CONSTRAINT t_pkey ;; ALTER id DROP NOT NULL",
        "DROP CONSTRAINT t_pkey ;; ADD PRIMARY KEY (a)",
        "DROP CONSTRAINT t_pkey ;; ADD PRIMARY KEY USING INDEX i",
        "ALTER a SET NOT NULL ;; ALTER n SET NOT NULL ;; ADD CHECK (a > 0)",
        "ALTER a SET DEFAULT 5 ;; ALTER a SET NOT NULL",
        "ALTER a SET NOT NULL ;; ALTER a DROP DEFAULT",
        "ADD COLUMN z int ;; DROP COLUMN b",
        "ADD CONSTRAINT k CHECK (a > 0) ;; ALTER a SET NOT NULL",
        "ENABLE ROW LEVEL SECURITY ;; FORCE ROW LEVEL SECURITY ;; ADD COLUMN z int",
        "SET (fillfactor = 70) ;; ALTER a TYPE bigint",
      })
  void whatCommutesMerges(String actions) {
    List<BatchedStatement> batched =
        Batches.batch(TABLE, Batches.alters(actions), BatchOptions.ALL_VERSIONS);

    assertThat(batched).as("%s", batched.get(batched.size() - 1).notes()).hasSize(1);
    assertThat(batched.get(0).text())
        .isEqualTo("ALTER TABLE t " + actions.replaceAll(" *;; *", ",\n  "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ADD COLUMN z int ;; RENAME a TO q",
        "ADD COLUMN z int ;; SET SCHEMA s",
        "RENAME CONSTRAINT k TO l ;; RENAME CONSTRAINT m TO n",
      })
  void whatTheGrammarKeepsApartStaysApartWithoutWords(String actions) {
    List<BatchedStatement> batched =
        Batches.batch(TABLE, Batches.alters(actions), BatchOptions.ALL_VERSIONS);

    assertThat(batched).extracting(BatchedStatement::isMerged).containsOnly(false);
    assertThat(batched).allSatisfy(each -> assertThat(each.notes()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ADD COLUMN z int ;; DROP COLUMN z",
        "ADD COLUMN z int ;; DROP COLUMN IF EXISTS z",
        "ADD COLUMN IF NOT EXISTS b int ;; DROP COLUMN b",
        "ADD COLUMN z int NOT NULL DEFAULT 5 ;; ALTER z DROP DEFAULT",
        "ADD COLUMN z int NOT NULL DEFAULT 1 ;; ALTER z DROP NOT NULL",
        "ADD COLUMN z int ;; ALTER z TYPE text",
        "ADD CHECK (z > 0) ;; ADD COLUMN z int",
        "ADD CONSTRAINT k CHECK (a > 0) NOT VALID ;; VALIDATE CONSTRAINT k",
        "ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES p NOT VALID ;; VALIDATE CONSTRAINT k",
        "ADD CONSTRAINT k CHECK (a > 0) ;; DROP CONSTRAINT k",
        "ALTER a SET NOT NULL ;; DROP CONSTRAINT k",
        "VALIDATE CONSTRAINT k ;; DROP CONSTRAINT k",
        "ADD CHECK (a > 1) ;; DROP CONSTRAINT t_a_check",
        "ADD UNIQUE (a) ;; DROP CONSTRAINT t_a_key",
        "ADD FOREIGN KEY (a) REFERENCES p NOT VALID ;; DROP CONSTRAINT t_a_fkey",
        "ADD CONSTRAINT t_a_key CHECK (a > 0) ;; ADD UNIQUE (a)",
        "ALTER a TYPE bigint ;; ALTER a TYPE text",
        "ALTER b TYPE text USING 'A' || b ;; ALTER c TYPE text USING c || b",
        "ALTER a TYPE numeric USING a / 2.0 ;; ALTER n TYPE int USING (a * 2)::int",
        "ALTER a TYPE text ;; ALTER n TYPE int USING length(a)",
        "ADD COLUMN z text DEFAULT '7' ;; ALTER b TYPE text USING z",
        "ALTER b TYPE text USING a::text ;; DROP COLUMN a",
        "ADD CHECK (a > 0) ;; ALTER a TYPE bigint",
        "ALTER a SET DEFAULT 5 ;; ALTER a DROP DEFAULT",
        "ALTER a SET DEFAULT 5 ;; ALTER a TYPE bigint",
        "ALTER a SET NOT NULL ;; ALTER a DROP NOT NULL",
        "ALTER a ADD GENERATED ALWAYS AS IDENTITY ;; ALTER a SET NOT NULL",
        "ALTER a ADD GENERATED ALWAYS AS IDENTITY ;; ALTER a DROP IDENTITY",
        "ALTER a ADD GENERATED ALWAYS AS IDENTITY ;; ALTER a SET GENERATED BY DEFAULT",
        "ALTER base TYPE bigint ;; ALTER g DROP EXPRESSION",
        "ADD COLUMN z int GENERATED ALWAYS AS (a * 2) STORED ;; ALTER a TYPE bigint",
        "ADD COLUMN x int DEFAULT nextval('s') ;; ADD COLUMN y int DEFAULT nextval('s')",
        "ALTER a TYPE int USING a * 10 ;; ADD COLUMN x int DEFAULT f()",
        "ALTER b SET STORAGE external ;; ALTER b TYPE int USING b::int",
        "ALTER b SET STATISTICS 10 ;; DROP COLUMN b",
        "ALTER b SET DEFAULT 'x' ;; DROP COLUMN b",
        "ALTER b SET NOT NULL ;; DROP COLUMN b",
        "ALTER b TYPE varchar ;; DROP COLUMN b",
        "ADD CONSTRAINT k CHECK (b > '') ;; DROP COLUMN b",
        "ADD UNIQUE (a, b) ;; DROP COLUMN b",
        "ALTER a TYPE text ;; DROP COLUMN b CASCADE",
        "ALTER a TYPE bigint ;; DROP COLUMN g",
        "DROP COLUMN b ;; ALTER c TYPE text USING c || b",
        "CLUSTER ON i ;; DROP CONSTRAINT i",
        "REPLICA IDENTITY USING INDEX i ;; DROP CONSTRAINT i",
        "DISABLE TRIGGER g ;; DROP CONSTRAINT k",
        "ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES t (n) NOT VALID ;; ADD CONSTRAINT u UNIQUE"
            + " (n)",
        "SET LOGGED ;; SET UNLOGGED",
        "SET TABLESPACE x ;; SET TABLESPACE y",
        "OWNER TO r ;; ADD COLUMN z serial",
        "NO INHERIT p ;; DROP COLUMN b",
        "NO INHERIT p ;; ALTER b TYPE text",
        "ADD COLUMN z int ;; INHERIT p",
        "ADD COLUMN z int ;; ADD FOREIGN KEY (z) REFERENCES p",
        "ADD CONSTRAINT k PRIMARY KEY (a) ;; DROP CONSTRAINT t_pkey",
        "DROP CONSTRAINT k ;; SET UNLOGGED",
        "RENAME a TO q ;; ADD COLUMN z int",
        "SET SCHEMA s ;; ADD COLUMN z int",
        "ADD COLUMN z int ;; FROBNICATE",
        "DISABLE TRIGGER ALL ;; ADD FOREIGN KEY (a) REFERENCES p NOT VALID",
        "ALTER g SET EXPRESSION AS (n) ;; ALTER a TYPE bigint",
        "ALTER c TYPE text ;; ALTER g SET EXPRESSION AS (a + 7)",
        "ALTER a DROP NOT NULL ;; ADD PRIMARY KEY (a)",
        "DROP CONSTRAINT t_a_not_null ;; ADD PRIMARY KEY (a)",
        "ALTER g SET EXPRESSION AS (a + 7) ;; ALTER c TYPE text",
      })
  void whatDoesNotCommuteStaysApartAndSaysWhy(String actions) {
    List<BatchedStatement> batched =
        Batches.batch(TABLE, Batches.alters(actions), BatchOptions.ALL_VERSIONS);

    assertThat(batched).extracting(BatchedStatement::isMerged).containsOnly(false);
    assertThat(batched.get(1).notes())
        .singleElement()
        .asString()
        .startsWith("not merged with the ALTER TABLE at 1:1: ");
  }
}
