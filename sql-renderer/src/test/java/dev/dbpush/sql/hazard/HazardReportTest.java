package dev.dbpush.sql.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class HazardReportTest {
  private static final String SQL =
      """
      CREATE TABLE fresh (id bigint PRIMARY KEY);
      CREATE INDEX fresh_id ON fresh (id);
      ALTER TABLE old DROP COLUMN a;
      CREATE INDEX old_b ON old (b);
      """;

  private static List<AssessedStatement> assessed() {
    List<SqlStatement> statements = StatementSplitter.split(SQL).statements();
    List<Assessment> assessments = Assess.all(HazardOptions.DEFAULTS, SQL);
    List<AssessedStatement> all = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      all.add(AssessedStatement.of("a b/1.sql", statements.get(i), assessments.get(i)));
    }
    return all;
  }

  @Test
  void theSummaryNamesTheWorstLockAndWhatNeedsAWindow() {
    assertThat(ScriptSummary.of(assessed()).lines())
        .containsExactly(
            "statements: 4",
            "adds: 2 indexes, 1 table",
            "changes: 1 table",
            "drops: 1 column",
            "strongest lock: ACCESS EXCLUSIVE, by 1 statement, on old",
            "maintenance window: 1 statement stops others for as long as a table is large",
            "  a b/1.sql:4  SHARE on old · scan",
            "hazards: drop-column 1, index-non-concurrent 1, held-lock 1");
  }

  @Test
  void aLineHasThePlaceTheLockAndTheRules() {
    assertThat(HazardLine.of(assessed().get(2)))
        .isEqualTo("-- a b/1.sql:3  ACCESS EXCLUSIVE on old · drop-column");
  }

  @Test
  void jsonHasTheLocksAndTheHazardsOfEachStatement() {
    String json = HazardReport.json(assessed());
    assertThat(json)
        .contains("\"strongestLock\": \"ACCESS EXCLUSIVE\"")
        .contains("\"rule\": \"drop-column\"")
        .contains("\"maintenanceWindow\": [\n      \"a b/1.sql:4\"\n    ]")
        .endsWith("}\n");
    assertThat(HazardReport.json(assessed())).isEqualTo(json);
  }

  @Test
  void sarifHasARuleAndAPlaceForEachResult() {
    String sarif = HazardReport.sarif(assessed(), "1.0");
    assertThat(sarif)
        .contains("\"version\": \"2.1.0\"")
        .contains("\"ruleId\": \"drop-column\"")
        .contains("\"uri\": \"a%20b/1.sql\"")
        .contains("\"startLine\": 3");
  }

  @Test
  void eachResultOfSarifPointsToItsRule() {
    String sarif = HazardReport.sarif(assessed(), "1.0");
    int results = sarif.indexOf("\"results\"");
    List<String> rules = found("\"id\": \"([^\"]+)\"", sarif.substring(0, results));
    List<String> ids = found("\"ruleId\": \"([^\"]+)\"", sarif);
    List<String> indexes = found("\"ruleIndex\": (\\d+)", sarif);
    assertThat(ids).hasSizeGreaterThan(2);
    assertThat(indexes.stream().map(index -> rules.get(Integer.parseInt(index))).toList())
        .isEqualTo(ids);
    assertThat(rules).doesNotHaveDuplicates().isSorted();
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }

  @Test
  void whatIsDeniedIsRefusedWithItsPlaceAndARemedy() {
    HazardPolicy policy = HazardPolicy.of(List.of("all"), List.of("drop-column"));
    assertThat(policy.refusals(assessed())).hasSize(1);
    assertThat(policy.refusals(assessed()).get(0).toString())
        .startsWith("a b/1.sql:3:1: drop-column: old.a: the values are gone")
        .contains("-- migrate:allow drop-column REASON");
    assertThat(policy.filter(assessed().get(3).assessment()).hazards()).isEmpty();
    assertThat(policy.filter(assessed().get(2).assessment()).has(HazardRule.DROP_COLUMN)).isTrue();
  }

  @Test
  void anUnknownRuleIsNamed() {
    assertThatThrownBy(() -> HazardPolicy.of(List.of("drop-colum"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no such hazard rule: drop-colum");
  }
}
