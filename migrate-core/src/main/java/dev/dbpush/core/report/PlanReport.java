package dev.dbpush.core.report;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.hazard.Hazard;
import dev.dbpush.sql.hazard.HazardLine;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.hazard.LockMode;
import dev.dbpush.sql.hazard.Severity;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptOptions;
import dev.dbpush.sql.script.text.ScriptAssessment;
import dev.dbpush.sql.script.text.ScriptAssessment.AssessedStep;
import dev.dbpush.sql.syntax.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What a script is going to do, before it does it: steps, locks, hazards.
 *
 * @param script what will run
 * @param assessment what it costs
 */
public record PlanReport(Script script, ScriptAssessment assessment) {
  /** More steps than this are not told one by one. */
  private static final int MOST_STEPS = 40;

  /**
   * Assesses a script.
   *
   * @param chain the chain that its steps are of
   * @param folder the folder's name as the user knows it; may be empty
   * @param policy which hazards are quiet
   */
  public static PlanReport of(Script script, Chain chain, String folder, HazardPolicy policy) {
    return new PlanReport(
        script, ScriptAssessment.of(script, chain.revisions(), folder, policy));
  }

  /**
   * Refuses what the policy denies.
   *
   * @throws ChainException with every place of it
   */
  public void refuseDenied() {
    List<Problem> problems = assessment.refusals();
    if (!problems.isEmpty()) {
      throw new ChainException(problems);
    }
  }

  /** The steps with what their statements cost, in order. */
  List<AssessedStep> steps() {
    return assessment.steps();
  }

  /** Whether it goes up the chain; true where there is nothing to do. */
  public boolean isPush() {
    return steps().isEmpty() || steps().get(0).step().step().direction() == Direction.UP;
  }

  /** Lines for people: what runs, what it locks and for how long it may wait. */
  public List<String> lines(String database, Retry lockRetry, Style style) {
    boolean up = isPush();
    List<AssessedStep> steps = steps();
    List<String> lines = new ArrayList<>();
    lines.add(
        style.strong(
                (up ? "push " : "downgrade ")
                    + Words.count(steps.size(), "revision")
                    + (up ? " to " : " of ")
                    + database)
            + ": "
            + Words.count(script.statementCount(), "statement")
            + " in "
            + Words.count(script.segmentCount(), "segment"));
    Table table = new Table("  ");
    List<String> hazards = new ArrayList<>();
    for (AssessedStep step : steps.subList(0, Math.min(MOST_STEPS, steps.size()))) {
      MigrationFile file = step.step().step().file();
      table.row(
          Table.cell(file.revision().value()),
          Table.cell(file.slug()),
          Table.cell(Words.count(step.step().statementCount(), "statement")),
          Table.cell(strongest(step)));
      hazards(step, hazards, style);
    }
    lines.addAll(table.lines());
    if (steps.size() > MOST_STEPS) {
      lines.add("  and " + (steps.size() - MOST_STEPS) + " more");
    }
    lines.add(waits(lockRetry));
    lines.addAll(hazards);
    return lines;
  }

  private String waits(Retry retry) {
    ScriptOptions options = script.options();
    String statement =
        options.statementTimeout().isZero()
            ? "no statement timeout"
            : "a statement runs " + Words.time(options.statementTimeout()) + " at most";
    return options.lockTimeout().isZero()
        ? "locks: waits for as long as it takes, which stops everyone behind it; " + statement
        : "locks: waits "
            + Words.time(options.lockTimeout())
            + " at most, "
            + Words.count(retry.attempts(), "attempt")
            + " a segment; "
            + statement;
  }

  private static String strongest(AssessedStep step) {
    LockMode worst =
        step.statements().stream()
            .map(statement -> statement.assessment().strongest())
            .reduce(LockMode.NONE, LockMode::max);
    return worst == LockMode.NONE ? "" : worst.sql();
  }

  private static void hazards(AssessedStep step, List<String> lines, Style style) {
    for (AssessedStatement statement : step.statements()) {
      List<Hazard> told =
          statement.assessment().hazards().stream()
              .filter(hazard -> hazard.severity() != Severity.NOTE)
              .toList();
      if (!told.isEmpty()) {
        lines.add(
            style.warn("hazard ")
                + statement.place()
                + "  "
                + HazardLine.of(statement.assessment()));
      }
    }
  }
}
