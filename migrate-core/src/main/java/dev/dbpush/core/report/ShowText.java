package dev.dbpush.core.report;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.measure.MeasuredScript;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.hazard.Hazard;
import dev.dbpush.sql.hazard.HazardLine;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.json.JsonWriter;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.script.text.ScriptAssessment;
import dev.dbpush.sql.script.ScriptStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One revision: its header, its statements as they are sent, what they cost. */
public final class ShowText {
  private ShowText() {}

  /**
   * Lines for people.
   *
   * @param script the revision's own script
   */
  public static List<String> lines(Script script, Chain chain, String folder, Style style) {
    List<String> lines = new ArrayList<>();
    for (ScriptStep step : script.steps()) {
      MigrationFile file = step.step().file();
      Table facts = new Table("");
      facts.row(Table.cell("revision"), Table.cell(Words.name(file), style::strong));
      facts.row("file", folder.isEmpty() ? file.name() : folder + "/" + file.name());
      facts.row("parent", MigrationTemplate.parentsText(file.parents()));
      facts.row("created", file.created());
      facts.row("checksum", file.upChecksum());
      facts.row("down", down(file));
      lines.addAll(facts.lines());
      for (ScriptSegment segment : step.segments()) {
        lines.add("");
        lines.add(
            style.strong(
                "-- segment "
                    + segment.number()
                    + " of "
                    + segment.of()
                    + (segment.transactional() ? "" : ", outside a transaction")));
        for (ScriptStatement statement : segment.body()) {
          (statement.sql() + ";").lines().forEach(lines::add);
        }
      }
    }
    hazards(script, chain, folder, style, lines);
    return lines;
  }

  /** The same, with what the script did on a scratch database, if that was asked for. */
  public static List<String> lines(
      Script script, Chain chain, String folder, @Nullable MeasuredScript measured, Style style) {
    List<String> lines = lines(script, chain, folder, style);
    if (measured != null) {
      lines.add("");
      lines.addAll(MeasureText.lines(measured, style));
    }
    return lines;
  }

  /** One object. */
  public static String json(Script script, Chain chain) {
    return json(script, chain, null);
  }

  /** The same, with what the script did on a scratch database, if that was asked for. */
  public static String json(Script script, Chain chain, @Nullable MeasuredScript measured) {
    PlanReport plan = PlanReport.of(script, chain, "", HazardPolicy.NONE);
    ScriptAssessment.AssessedStep only = plan.steps().get(0);
    MigrationFile file = only.step().step().file();
    JsonWriter json = new JsonWriter().object();
    json.field("revision", file.revision().value())
        .field("slug", file.slug())
        .field("file", file.name())
        .field("parents", file.parents().stream().map(Object::toString).toList())
        .field("created", file.created())
        .field("checksum", file.upChecksum())
        .field("reversible", file.down() != null)
        .array("segments");
    for (ScriptSegment segment : only.step().segments()) {
      json.object().field("transactional", segment.transactional());
      json.field("statements", segment.body().stream().map(ScriptStatement::sql).toList()).end();
    }
    json.end().array("hazards");
    for (AssessedStatement statement : only.statements()) {
      for (Hazard hazard : statement.assessment().hazards()) {
        json.object()
            .field("line", statement.position().line())
            .field("rule", hazard.id())
            .field("why", hazard.why())
            .field("recipe", hazard.recipe())
            .end();
      }
    }
    json.end();
    if (measured != null) {
      MeasureText.write(measured, json.object("measured"));
      json.end();
    }
    return json.end().toString();
  }

  private static void hazards(
      Script script, Chain chain, String folder, Style style, List<String> lines) {
    PlanReport plan = PlanReport.of(script, chain, folder, HazardPolicy.NONE);
    List<String> found = new ArrayList<>();
    for (ScriptAssessment.AssessedStep step : plan.steps()) {
      for (AssessedStatement statement : step.statements()) {
        if (statement.assessment().hazards().isEmpty()) {
          continue;
        }
        found.add(statement.place() + "  " + HazardLine.of(statement.assessment()));
        for (Hazard hazard : statement.assessment().hazards()) {
          found.add("  " + style.warn(hazard.id()) + ": " + hazard.why());
          found.add("    " + hazard.recipe());
        }
      }
    }
    if (!found.isEmpty()) {
      lines.add("");
      lines.addAll(found);
    }
  }

  private static String down(MigrationFile file) {
    if (file.down() != null) {
      return Words.count(file.down().statements().size(), "statement");
    }
    return "none" + (file.irreversible().isEmpty() ? "" : ": " + file.irreversible());
  }
}
