package dev.dbpush.core.report;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.hazard.Assessment;
import dev.dbpush.sql.hazard.Hazard;
import dev.dbpush.sql.hazard.HazardLine;
import dev.dbpush.sql.hazard.HazardOptions;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.hazard.LockMode;
import dev.dbpush.sql.hazard.ServerVersion;
import dev.dbpush.sql.hazard.Severity;
import dev.dbpush.sql.hazard.StatementAnalyzer;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptOptions;
import dev.dbpush.sql.script.ScriptStep;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a script is going to do, before it does it: steps, locks, hazards.
 *
 * @param script what will run
 * @param folder the folder's name as the user knows it; may be empty
 * @param steps each step with what its statements cost, in order
 */
public record PlanReport(Script script, String folder, List<AssessedStep> steps) {
  /** More steps than this are not told one by one. */
  private static final int MOST_STEPS = 40;

  /**
   * A step and what its statements cost.
   *
   * @param step the step
   * @param statements its section's statements, without the hazards that the file or the policy
   *     allows
   */
  public record AssessedStep(ScriptStep step, List<AssessedStatement> statements) {

    /** Copies the list. */
    public AssessedStep {
      statements = List.copyOf(statements);
    }
  }

  /** Copies the list. */
  public PlanReport {
    steps = List.copyOf(steps);
  }

  /**
   * Assesses a script.
   *
   * @param chain the chain that its steps are of
   * @param folder the folder's name as the user knows it; may be empty
   * @param policy which hazards are quiet
   */
  public static PlanReport of(Script script, Chain chain, String folder, HazardPolicy policy) {
    StatementAnalyzer analyzer = analyzer(script, chain);
    List<AssessedStep> steps = new ArrayList<>();
    for (ScriptStep step : script.steps()) {
      MigrationFile file = step.step().file();
      Section section =
          step.step().direction() == Direction.UP || file.down() == null ? file.up() : file.down();
      List<Assessment> costs = analyzer.assess(section);
      List<AssessedStatement> statements = new ArrayList<>();
      String name = folder.isEmpty() ? file.name() : folder + "/" + file.name();
      for (int i = 0; i < costs.size(); i++) {
        SqlStatement statement = section.statements().get(i);
        statements.add(AssessedStatement.of(name, statement, policy.filter(costs.get(i))));
      }
      steps.add(new AssessedStep(step, statements));
    }
    return new PlanReport(script, folder, steps);
  }

  /** Before a push that starts at the base nothing exists; otherwise what is applied is known. */
  private static StatementAnalyzer analyzer(Script script, Chain chain) {
    ScriptOptions options = script.options();
    HazardOptions settings =
        new HazardOptions(
            options.serverMajor() == 0
                ? ServerVersion.UNKNOWN
                : ServerVersion.of(options.serverMajor()),
            options.searchPath().isEmpty() ? "public" : options.searchPath().get(0),
            !options.lockTimeout().isZero(),
            !options.statementTimeout().isZero());
    if (script.steps().isEmpty()) {
      return StatementAnalyzer.fromBase(settings);
    }
    Step first = script.steps().get(0).step();
    Set<RevisionId> applied = chain.upTo(first.headsBefore());
    StatementAnalyzer analyzer = StatementAnalyzer.fromBase(settings);
    applied.forEach(revision -> analyzer.learn(chain.get(revision).up().statements()));
    return analyzer;
  }

  /**
   * Refuses what the policy denies.
   *
   * @throws ChainException with every place of it
   */
  public void refuseDenied(HazardPolicy policy) {
    List<Problem> problems = new ArrayList<>();
    steps.forEach(step -> problems.addAll(policy.refusals(step.statements())));
    if (!problems.isEmpty()) {
      throw new ChainException(problems);
    }
  }

  /** Whether it goes up the chain; true where there is nothing to do. */
  public boolean isPush() {
    return steps.isEmpty() || steps.get(0).step().step().direction() == Direction.UP;
  }

  /** Lines for people: what runs, what it locks and for how long it may wait. */
  public List<String> lines(String database, Retry lockRetry, Style style) {
    boolean up = isPush();
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
