package dev.dbpush.sql.script.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.hazard.HazardRule;
import dev.dbpush.sql.history.Guard;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Plan;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptOptions;
import dev.dbpush.sql.script.ScriptRenderer;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStep;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScriptTextTest {
  private static final TextOptions PLAIN =
      new TextOptions(Flavour.PLAIN, Variant.RUN, false, false);
  private static final TextOptions EXACT = new TextOptions(Flavour.PSQL, Variant.RUN, false, false);
  private static final String FIRST =
      """
      CREATE TABLE guild (id bigint PRIMARY KEY, name text);
      CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;
      """;
  private static final String SECOND =
      """
      ALTER TABLE guild ADD COLUMN a int;
      ALTER TABLE guild ADD COLUMN b int;
      CREATE INDEX CONCURRENTLY guild_name ON guild (name);
      """;

  @Test
  void theTextHoldsTheStatementsOfTheScriptAndNoOthers() throws IOException {
    List<MigrationFile> chain = chain(FIRST, SECOND);
    Script script = script(chain, true);
    List<String> sent = new ArrayList<>();
    script.header().forEach(statement -> sent.add(statement.sql()));
    for (ScriptStep step : script.steps()) {
      for (ScriptSegment segment : step.segments()) {
        segment.statements().forEach(statement -> sent.add(statement.sql()));
      }
    }
    script.footer().forEach(statement -> sent.add(statement.sql()));
    for (TextOptions options : List.of(PLAIN, EXACT)) {
      assertThat(statements(text(chain, script, options))).isEqualTo(sent);
    }
  }

  @Test
  void theSameScriptGivesTheSameBytes() throws IOException {
    List<MigrationFile> chain = chain(FIRST, SECOND);
    assertThat(text(chain, script(chain, false), TextOptions.DEFAULT))
        .isEqualTo(text(chain(FIRST, SECOND), script(chain(FIRST, SECOND), false), TextOptions.DEFAULT));
  }

  @Test
  void aMergedStatementNamesTheLinesItIsMadeOf() throws IOException {
    List<MigrationFile> chain = chain(FIRST, SECOND);
    assertThat(text(chain, script(chain, true), EXACT))
        .contains("-- 2026_01_01_0000-000000000002_step_2.sql:6,7  ")
        .contains("2 statements of the file, merged into one");
  }

  @Test
  void tablesOfEarlierStepsAreInUseWhereStepsMayBeSkipped() {
    List<MigrationFile> chain = chain(FIRST, SECOND);
    assertThat(assess(chain, script(chain, false)).summary().worst().sql())
        .isEqualTo("ACCESS EXCLUSIVE");
    assertThat(assess(chain, script(chain, true)).summary().worst().sql()).isEqualTo("no lock");
  }

  @Test
  void aFileThatAllowsAHazardIsNotWarnedOfIt() {
    List<MigrationFile> allowed =
        chain(FIRST, "-- migrate:allow drop-column unused since spring\nALTER TABLE guild DROP COLUMN name;");
    List<MigrationFile> silent = chain(FIRST, "ALTER TABLE guild DROP COLUMN name;");
    HazardPolicy deny = HazardPolicy.of(List.of(), List.of("drop-column"));
    assertThat(ScriptAssessment.of(script(silent, false), silent, deny).refusals())
        .singleElement()
        .satisfies(problem -> assertThat(problem.toString()).contains("_step_2.sql:6:1: drop-column"));
    assertThat(ScriptAssessment.of(script(allowed, false), allowed, deny).refusals()).isEmpty();
  }

  @Test
  void aLockIsHeldOnlyUntilTheCommitThatTheFileAsksFor() {
    String together = "ALTER TABLE guild ADD COLUMN a int; CREATE INDEX ON guild (a);";
    String apart = "BEGIN; ALTER TABLE guild ADD COLUMN a int; COMMIT; CREATE INDEX ON guild (a);";
    assertThat(heldLocks(together)).isEqualTo(1);
    assertThat(heldLocks(apart)).isZero();
  }

  private static long heldLocks(String second) {
    List<MigrationFile> chain = chain(FIRST, second);
    return assess(chain, script(chain, false)).statements().stream()
        .filter(statement -> statement.assessment().has(HazardRule.HELD_LOCK))
        .count();
  }

  @Test
  void copyDataIsRefusedWherePsqlWouldReadItAsSql() throws IOException {
    List<MigrationFile> chain = chain(FIRST, "COPY guild (id, name) FROM stdin;\n1\ta\\tb\n2\t\\N\n\\.\n");
    Script script = script(chain, false);
    assertThat(new ScriptText(script, chain, assess(chain, script), TextOptions.DEFAULT).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.remedy()).contains("db.copy=insert"));
    TextOptions insert = new TextOptions(Flavour.PSQL, Variant.RUN, true, true);
    assertThat(new ScriptText(script, chain, assess(chain, script), insert).problems()).isEmpty();
    assertThat(text(chain, script, insert))
        .contains(
            "INSERT INTO guild (id, name) OVERRIDING SYSTEM VALUE VALUES\n"
                + "  ('1', 'a\tb'),\n  ('2', NULL);");
    assertThat(text(chain, script, EXACT)).contains("FROM stdin;\n1\ta\\tb\n2\t\\N\n\\.\n");
  }

  @Test
  void whatPsqlWouldTakeForAVariableIsUnsetBefore() {
    assertThat(PsqlVariables.in("SELECT a[lo:hi], '12:30', b::int, x[1 : n] FROM t")).containsExactly("hi");
  }

  private static List<String> statements(String text) {
    List<String> found = new ArrayList<>();
    String ofTheScript = text.replaceAll("(?m)^SELECT .* \\\\gset\\n", "");
    StatementSplitter.forEach(
        ofTheScript, StatementSplitter.MetaCommands.SKIP, (SqlStatement s) -> found.add(s.text()));
    return found;
  }

  private static ScriptAssessment assess(List<MigrationFile> chain, Script script) {
    return ScriptAssessment.of(script, chain, HazardPolicy.NONE);
  }

  private static String text(List<MigrationFile> chain, Script script, TextOptions options)
      throws IOException {
    StringBuilder out = new StringBuilder();
    new ScriptText(script, chain, assess(chain, script), options).write(out);
    return out.toString();
  }

  private static Script script(List<MigrationFile> chain, boolean exact) {
    List<Step> steps = new ArrayList<>();
    List<RevisionId> heads = List.of();
    for (MigrationFile file : chain) {
      steps.add(new Step(file, Direction.UP, heads));
      heads = List.of(file.revision());
    }
    Guard guard =
        exact ? Guard.exactState() : new Guard(null, 0, 0, false, List.of("000000000001"));
    return new ScriptRenderer(
            ScriptOptions.defaults().withVia(ScriptOptions.SCRIPT).withGuard(guard), chain)
        .render(new Plan(steps));
  }

  private static List<MigrationFile> chain(String... ups) {
    List<MigrationFile> files = new ArrayList<>();
    for (int i = 1; i <= ups.length; i++) {
      String parent = i == 1 ? "none" : String.format("%012x", i - 1);
      files.add(
          MigrationFileParser.parse(
              String.format("2026_01_01_0000-%012x_step_%d.sql", i, i),
              String.format(
                  "-- revision: %012x\n-- parent: %s\n-- created: 2026-01-01T00:00Z\n\n-- migrate:up\n%s\n",
                  i, parent, ups[i - 1])));
    }
    return files;
  }
}
