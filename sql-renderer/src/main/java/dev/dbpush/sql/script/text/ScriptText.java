package dev.dbpush.sql.script.text;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.hazard.HazardReport;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptStep;
import dev.dbpush.sql.syntax.Problem;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * Writes a script as text. The statements are the script's own, all of them, in their order; comments
 * and the lines of the flavour are added. Not thread-safe.
 */
public final class ScriptText {
  private final Script script;
  private final List<MigrationFile> chain;
  private final ScriptAssessment assessment;
  private final TextOptions options;

  /**
   * A text of a script.
   *
   * @param chain all revisions in chain order
   * @param assessment what the script's statements cost
   */
  public ScriptText(
      Script script, List<MigrationFile> chain, ScriptAssessment assessment, TextOptions options) {
    this.script = script;
    this.chain = List.copyOf(chain);
    this.assessment = assessment;
    this.options = options;
  }

  /** What this flavour and variant cannot say; nothing is written where there is something. */
  public List<Problem> problems() {
    return switch (options.variant()) {
      case RUN, REHEARSAL -> Refusals.of(script, options);
      case VERIFY, PREFLIGHT -> List.of();
    };
  }

  /** Writes the text. */
  public void write(Appendable out) throws IOException {
    Lines lines = new Lines(out);
    switch (options.variant()) {
      case RUN -> run(lines);
      case REHEARSAL -> new RehearsalText(script, chain, assessment, options).write(lines);
      case VERIFY -> new VerifyText(script, chain, assessment, options).write(lines);
      case PREFLIGHT -> new PreflightText(script, chain, assessment, options).write(lines);
    }
  }

  private void run(Lines lines) throws IOException {
    HeaderText header = new HeaderText(lines, script, chain, options);
    header.write(assessment.summary());
    if (script.steps().isEmpty()) {
      lines.comment("Nothing to do.");
      return;
    }
    StepText steps = new StepText(lines, script, options);
    steps.setup();
    Iterator<AssessedStatement> costs = assessment.statements().iterator();
    for (ScriptStep step : script.steps()) {
      steps.step(step, costs);
    }
    steps.footer();
  }

  /** The statements with locks and hazards, and the summary, for machines. */
  public String json() {
    return HazardReport.json(assessment.statements());
  }

  /**
   * The hazards as SARIF 2.1.0, for annotations in code review.
   *
   * @param folder where the files are, as a relative path with {@code /}; empty where that is not
   *     known
   */
  public String sarif(String toolVersion, String folder) {
    List<AssessedStatement> places =
        assessment.statements().stream()
            .map(statement -> folder.isEmpty() ? statement : statement.in(folder))
            .toList();
    return HazardReport.sarif(places, toolVersion);
  }
}
