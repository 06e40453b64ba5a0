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
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * What the statements of a script cost, those that were merged as one. A push tells it before it
 * runs, a written script tells it in its comments.
 *
 * @param steps the steps in the script's order
 * @param policy what is quiet, and what is refused
 * @param summary the whole of it
 */
public record ScriptAssessment(
    List<AssessedStep> steps, HazardPolicy policy, ScriptSummary summary) {

  /** Copies the list. */
  public ScriptAssessment {
    steps = List.copyOf(steps);
  }

  /**
   * A step and what its statements cost.
   *
   * @param step the step
   * @param statements every statement of its migration that is in the script, in order, without the
   *     hazards that the file or the policy allows
   */
  public record AssessedStep(ScriptStep step, List<AssessedStatement> statements) {

    /** Copies the list. */
    public AssessedStep {
      statements = List.copyOf(statements);
    }
  }

  /**
   * Assesses a script.
   *
   * @param chain all revisions in chain order: what those before the script made is known
   * @param policy what is quiet, and what is refused
   */
  public static ScriptAssessment of(Script script, List<MigrationFile> chain, HazardPolicy policy) {
    return of(script, chain, "", policy);
  }

  /**
   * Assesses a script.
   *
   * @param chain all revisions in chain order: what those before the script made is known
   * @param folder put before the files' names in places; may be empty
   * @param policy what is quiet, and what is refused
   */
  public static ScriptAssessment of(
      Script script, List<MigrationFile> chain, String folder, HazardPolicy policy) {
    StatementAnalyzer analyzer = StatementAnalyzer.fromBase(options(script.options()));
    learn(analyzer, script, chain);
    // The steps of an idempotent script may be applied, and their tables in use.
    boolean inUse = !script.options().guard().exact();
    List<AssessedStep> assessed = new ArrayList<>(script.steps().size());
    List<AssessedStatement> all = new ArrayList<>();
    for (ScriptStep step : script.steps()) {
      String file = step.step().file().name();
      List<AssessedStatement> statements =
          assess(analyzer, step, folder.isEmpty() ? file : folder + "/" + file, policy);
      assessed.add(new AssessedStep(step, statements));
      all.addAll(statements);
      if (inUse) {
        analyzer.learn(List.of());
      }
    }
    return new ScriptAssessment(assessed, policy, ScriptSummary.of(all));
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

  private static List<AssessedStatement> assess(
      StatementAnalyzer analyzer, ScriptStep step, String name, HazardPolicy policy) {
    MigrationFile file = step.step().file();
    Section written =
        step.step().direction() == Direction.DOWN && file.down() != null ? file.down() : file.up();
    List<List<SqlStatement>> rendered = new ArrayList<>(step.segments().size());
    for (ScriptSegment segment : step.segments()) {
      List<SqlStatement> body = new ArrayList<>(segment.body().size());
      for (ScriptStatement statement : segment.body()) {
        body.add(statement.statement());
      }
      rendered.add(body);
    }
    Iterator<Assessment> costs = analyzer.assess(written, rendered).iterator();
    List<AssessedStatement> assessed = new ArrayList<>();
    for (List<SqlStatement> segment : rendered) {
      for (SqlStatement statement : segment) {
        assessed.add(AssessedStatement.of(name, statement, policy.filter(costs.next())));
      }
    }
    return assessed;
  }

  /** Every statement of the migrations, in the script's order. */
  public List<AssessedStatement> statements() {
    return steps.stream().flatMap(step -> step.statements().stream()).toList();
  }

  /** What the policy denies, with places. */
  public List<Problem> refusals() {
    return policy.refusals(statements());
  }
}
