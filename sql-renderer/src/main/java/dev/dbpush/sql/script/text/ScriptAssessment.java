package dev.dbpush.sql.script.text;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.hazard.Assessment;
import dev.dbpush.sql.hazard.HazardOptions;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.hazard.ScriptSummary;
import dev.dbpush.sql.hazard.ServerVersion;
import dev.dbpush.sql.hazard.StatementAnalyzer;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptOptions;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.script.ScriptStep;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the statements of a script cost, those that were merged as one.
 *
 * @param statements every statement of the migrations, in the script's order
 * @param policy what is quiet, and what is refused
 * @param summary the whole of it
 */
public record ScriptAssessment(
    List<AssessedStatement> statements, HazardPolicy policy, ScriptSummary summary) {

  /** Copies the list. */
  public ScriptAssessment {
    statements = List.copyOf(statements);
  }

  /**
   * Assesses a script.
   *
   * @param chain all revisions in chain order: what those before the script made is known
   * @param policy what is quiet, and what is refused
   */
  public static ScriptAssessment of(
      Script script, List<MigrationFile> chain, HazardPolicy policy) {
    StatementAnalyzer analyzer = StatementAnalyzer.fromBase(options(script.options()));
    learn(analyzer, script, chain);
    // The steps of an idempotent script may be applied, and their tables in use.
    boolean inUse = !script.options().guard().exact();
    List<AssessedStatement> assessed = new ArrayList<>();
    for (ScriptStep step : script.steps()) {
      assess(analyzer, step, policy, assessed);
      if (inUse) {
        analyzer.learn(List.of());
      }
    }
    return new ScriptAssessment(assessed, policy, ScriptSummary.of(assessed));
  }

  private static HazardOptions options(ScriptOptions options) {
    return new HazardOptions(
        options.serverMajor() == 0
            ? ServerVersion.UNKNOWN
            : ServerVersion.of(options.serverMajor()),
        options.searchPath().isEmpty() ? "public" : options.searchPath().get(0),
        !options.lockTimeout().isZero(),
        !options.statementTimeout().isZero());
  }

  private static void learn(StatementAnalyzer analyzer, Script script, List<MigrationFile> chain) {
    if (script.steps().isEmpty()) {
      return;
    }
    Step first = script.steps().get(0).step();
    Set<RevisionId> applied = Ancestors.of(first.headsBefore(), chain);
    for (MigrationFile file : chain) {
      if (applied.contains(file.revision())) {
        analyzer.learn(file.up().statements());
      }
    }
  }

  private static void assess(
      StatementAnalyzer analyzer,
      ScriptStep step,
      HazardPolicy policy,
      List<AssessedStatement> assessed) {
    MigrationFile file = step.step().file();
    Section written =
        step.step().direction() == Direction.DOWN && file.down() != null ? file.down() : file.up();
    List<SqlStatement> rendered = new ArrayList<>();
    for (ScriptSegment segment : step.segments()) {
      for (ScriptStatement statement : segment.body()) {
        rendered.add(statement.statement());
      }
    }
    Section section =
        new Section(
            written.text(),
            written.position(),
            written.transactional(),
            written.lockTimeout(),
            written.statementTimeout(),
            written.allows(),
            rendered);
    List<Assessment> costs = analyzer.assess(section);
    for (int i = 0; i < costs.size(); i++) {
      assessed.add(
          AssessedStatement.of(file.name(), rendered.get(i), policy.filter(costs.get(i))));
    }
  }

  /** What the policy denies, with places. */
  public List<Problem> refusals() {
    return policy.refusals(statements);
  }
}
