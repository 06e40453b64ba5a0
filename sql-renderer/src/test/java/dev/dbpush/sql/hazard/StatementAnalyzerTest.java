package dev.dbpush.sql.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.syntax.QualifiedName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatementAnalyzerTest {
  private static final String SCHEMA =
      """
      CREATE DOMAIN positive AS int CHECK (value > 0);
      CREATE TABLE p (id int PRIMARY KEY, code varchar(10));
      CREATE TABLE t (
        id int PRIMARY KEY, p_id int REFERENCES p, a int, b text, v varchar(10),
        n numeric(10,2), ts timestamp, CONSTRAINT a_positive CHECK (a > 0));
      CREATE INDEX t_lower ON t (lower(b));
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE t ADD COLUMN c int                             | ACCESS_EXCLUSIVE | | ",
        "ALTER TABLE t ADD COLUMN c int DEFAULT 5                   | ACCESS_EXCLUSIVE | | ",
        "ALTER TABLE t ADD COLUMN c uuid DEFAULT gen_random_uuid()  | ACCESS_EXCLUSIVE | t | ",
        "ALTER TABLE t ADD COLUMN c bigserial                       | ACCESS_EXCLUSIVE | t | ",
        "ALTER TABLE t ADD COLUMN c positive                        | ACCESS_EXCLUSIVE | t | ",
        "ALTER TABLE t ADD COLUMN c int NOT NULL                    | ACCESS_EXCLUSIVE | | t",
        "ALTER TABLE t ADD COLUMN c int CHECK (c > 0)               | ACCESS_EXCLUSIVE | | t",
        "ALTER TABLE t ALTER v TYPE varchar(20)                     | ACCESS_EXCLUSIVE | | ",
        "ALTER TABLE t ALTER v TYPE text                            | ACCESS_EXCLUSIVE | | ",
        "ALTER TABLE t ALTER v TYPE varchar(5)                      | ACCESS_EXCLUSIVE | t | ",
        "ALTER TABLE t ALTER n TYPE numeric(12,2)                   | ACCESS_EXCLUSIVE | | ",
        "ALTER TABLE t ALTER n TYPE numeric(12,3)                   | ACCESS_EXCLUSIVE | t | ",
        "ALTER TABLE t ALTER a TYPE bigint                          | ACCESS_EXCLUSIVE | t | ",
        "ALTER TABLE t ALTER a TYPE int                             | ACCESS_EXCLUSIVE | | t",
        "ALTER TABLE t ALTER b TYPE text USING lower(b)             | ACCESS_EXCLUSIVE | t | ",
        "ALTER TABLE t ALTER b TYPE varchar USING b::varchar        | ACCESS_EXCLUSIVE | | t",
        "ALTER TABLE t ALTER a SET NOT NULL                         | ACCESS_EXCLUSIVE | | t",
        "ALTER TABLE t ALTER id SET NOT NULL                        | ACCESS_EXCLUSIVE | | ",
        "ALTER TABLE t ALTER a SET STATISTICS 100             | SHARE_UPDATE_EXCLUSIVE | | ",
        "ALTER TABLE t VALIDATE CONSTRAINT other              | SHARE_UPDATE_EXCLUSIVE | | t",
        "ALTER TABLE t DISABLE TRIGGER ALL                       | SHARE_ROW_EXCLUSIVE | | ",
        "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p          | SHARE_ROW_EXCLUSIVE | | t",
        "ALTER TABLE t SET (fillfactor = 70)                  | SHARE_UPDATE_EXCLUSIVE | | ",
        "CREATE INDEX ON t (a)                                               | SHARE | | t",
        "CREATE INDEX CONCURRENTLY ON t (a)                   | SHARE_UPDATE_EXCLUSIVE | | t",
        "DROP INDEX t_lower                                        | ACCESS_EXCLUSIVE | | ",
        "REINDEX TABLE t                                                     | SHARE | | t",
        "CLUSTER t USING t_pkey                                    | ACCESS_EXCLUSIVE | t | ",
        "VACUUM FULL t                                             | ACCESS_EXCLUSIVE | t | ",
        "VACUUM t                                              | SHARE_UPDATE_EXCLUSIVE | | ",
        "TRUNCATE t                                                | ACCESS_EXCLUSIVE | | ",
        "COMMENT ON COLUMN t.a IS 'x'                          | SHARE_UPDATE_EXCLUSIVE | | ",
        "CREATE TRIGGER g AFTER INSERT ON t EXECUTE FUNCTION f()  | SHARE_ROW_EXCLUSIVE | | ",
        "CREATE POLICY y ON t USING (true)                         | ACCESS_EXCLUSIVE | | ",
        "UPDATE t SET a = 1                                           | ROW_EXCLUSIVE | | ",
        "LOCK TABLE t IN SHARE MODE                                          | SHARE | | ",
        "ALTER DOMAIN positive ADD CHECK (value < 9)                          | NONE | | ",
        "GRANT SELECT ON t TO public                                          | NONE | | ",
      })
  void eachStatementHasItsLockItsRewriteAndItsScan(
      String sql, LockMode lock, String rewrites, String scans) {
    Assessment assessment = Assess.last(SCHEMA, sql);
    assertThat(assessment.strongest()).isEqualTo(lock);
    assertThat(String.join(",", assessment.rewrites())).isEqualTo(rewrites == null ? "" : rewrites);
    assertThat(String.join(",", assessment.scans())).isEqualTo(scans == null ? "" : scans);
  }

  @Test
  void aTableOfTheSameScriptLocksNobody() {
    Assessment assessment =
        Assess.last("CREATE TABLE t (id int); CREATE INDEX t_id ON t (id);");
    assertThat(assessment.strongest()).isEqualTo(LockMode.NONE);
    assertThat(assessment.has(HazardRule.INDEX_NON_CONCURRENT)).isFalse();
    assertThat(Assess.last("CREATE TABLE t (id int)", "CREATE INDEX t_id ON t (id)").locks())
        .containsExactly(new LockedTable(QualifiedName.of("t"), LockMode.SHARE));
  }

  @Test
  void aDroppedForeignKeyLocksTheReferencedTableToo() {
    assertThat(Assess.last(SCHEMA, "ALTER TABLE t DROP CONSTRAINT t_p_id_fkey").locks())
        .containsExactly(
            new LockedTable(QualifiedName.of("p"), LockMode.ACCESS_EXCLUSIVE),
            new LockedTable(QualifiedName.of("t"), LockMode.ACCESS_EXCLUSIVE));
  }

  @Test
  void aTypeChangeOfAKeyLocksTheTablesThatReferToIt() {
    assertThat(Assess.last(SCHEMA, "ALTER TABLE p ALTER id TYPE bigint").locks())
        .extracting(lock -> lock.table().name())
        .containsExactly("p", "t");
  }

  @Test
  void aValidatedCheckProvesThatThereAreNoNulls() {
    String check = SCHEMA + "ALTER TABLE t ADD CONSTRAINT k CHECK (a IS NOT NULL)";
    String set = "ALTER TABLE t ALTER a SET NOT NULL";
    assertThat(Assess.last(check, set).has(HazardRule.SET_NOT_NULL_SCAN)).isFalse();
    assertThat(Assess.last(check + " NOT VALID", set).has(HazardRule.SET_NOT_NULL_SCAN)).isTrue();
    assertThat(Assess.last(check, set + ", DROP CONSTRAINT k").has(HazardRule.SET_NOT_NULL_SCAN))
        .isTrue();
  }

  @Test
  void anUnknownOldTypeIsJudgedForTheWorst() {
    assertThat(Assess.last("ALTER TABLE x ALTER y TYPE text").rewrites()).containsExactly("x");
  }

  @Test
  void aStoredColumnRewritesAndAVirtualOneDoesNot() {
    String add = "ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (a * 2) ";
    assertThat(Assess.last(SCHEMA, add + "STORED").rewrites()).containsExactly("t");
    assertThat(Assess.last(ServerVersion.of(18), SCHEMA, add + "VIRTUAL").rewrites()).isEmpty();
  }

  @Test
  void validatingInTheTransactionThatAddedIsAHazard() {
    String add = "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 1) NOT VALID;";
    String validate = "ALTER TABLE t VALIDATE CONSTRAINT k";
    assertThat(Assess.last(SCHEMA, add + validate).has(HazardRule.VALIDATE_SAME_TRANSACTION))
        .isTrue();
    assertThat(
            Assess.last(SCHEMA + add, validate).has(HazardRule.VALIDATE_SAME_TRANSACTION))
        .isFalse();
  }

  @Test
  void aStrongLockThatIsHeldDuringAScanIsAHazard() {
    Assessment assessment =
        Assess.last(SCHEMA, "ALTER TABLE p ADD COLUMN x int; CREATE INDEX ON t (a)");
    assertThat(assessment.hazards())
        .filteredOn(hazard -> hazard.rule() == HazardRule.HELD_LOCK)
        .extracting(Hazard::what)
        .containsExactly("p, while t is read");
  }

  @Test
  void statementsInADoBlockAreSeen() {
    Assessment assessment =
        Assess.last(SCHEMA, "DO $$ BEGIN IF true THEN ALTER TABLE t DROP COLUMN a; END IF; END $$");
    assertThat(assessment.strongest()).isEqualTo(LockMode.ACCESS_EXCLUSIVE);
    assertThat(assessment.has(HazardRule.DROP_COLUMN)).isTrue();
    assertThat(assessment.has(HazardRule.OPAQUE_CODE)).isTrue();
  }

  @Test
  void aFileSaysWhatItAllows() {
    StatementAnalyzer analyzer = new StatementAnalyzer(HazardOptions.DEFAULTS);
    Section section =
        Section.of("-- migrate:allow drop-column nobody reads it\nALTER TABLE t DROP COLUMN a;");
    assertThat(analyzer.assess(section).get(0).has(HazardRule.DROP_COLUMN)).isFalse();
    assertThat(
            analyzer.assess(Section.of("ALTER TABLE t DROP COLUMN b;")).get(0)
                .has(HazardRule.DROP_COLUMN))
        .isTrue();
  }

  @Test
  void aRenamedTableIsKnownByItsNewName() {
    assertThat(
            Assess.last(SCHEMA + "ALTER TABLE t RENAME TO u;", "ALTER TABLE u ALTER v TYPE text")
                .rewrites())
        .isEmpty();
  }

  @Test
  void partitionsAreLockedWithTheirParent() {
    String tree =
        """
        CREATE TABLE m (a int) PARTITION BY RANGE (a);
        CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
        CREATE TABLE md PARTITION OF m DEFAULT;
        """;
    assertThat(Assess.last(tree, "ALTER TABLE m ADD COLUMN b int").locks()).hasSize(3);
    Assessment created =
        Assess.last(tree, "CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (10) TO (20)");
    assertThat(created.scans()).containsExactly("md");
    assertThat(created.has(HazardRule.PARTITION_CREATED)).isTrue();
  }

  @Test
  void aListOfRulesGivesOneLine() {
    assertThat(HazardLine.of(Assess.last(SCHEMA, "ALTER TABLE t ALTER a TYPE bigint")))
        .isEqualTo("ACCESS EXCLUSIVE on t · rewrite · change-type · rewrite-type");
    assertThat(HazardLine.of(Assess.last("SELECT 1"))).isEqualTo("no lock");
  }

  @Test
  void everyRuleHasATextAndEveryTextARule() {
    assertThat(RuleTexts.ids())
        .containsExactlyInAnyOrderElementsOf(
            List.of(HazardRule.values()).stream().map(HazardRule::id).toList());
  }
}
