package dev.dbpush.core.report;

import dev.dbpush.core.PushOutcome;
import dev.dbpush.core.safety.DestroyOutcome;
import dev.dbpush.core.safety.GuardedOutcome;
import dev.dbpush.core.safety.ProtectOutcome;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** What verbs that protect or destroy did, for people and for machines. */
public final class SafetyText {
  private SafetyText() {}

  /** What became of the protection. */
  public static List<String> lines(ProtectOutcome outcome, Style style) {
    String now = outcome.changed() ? "" : " already";
    return outcome.on()
        ? List.of(
            style.good(outcome.database() + " is" + now + " protected."),
            "db:reset, db:nuke and db:downgrade refuse it; db:protect -Ddb.off lifts the mark.")
        : List.of(
            style.warn(
                outcome.database()
                    + (outcome.changed() ? " is no longer protected." : " is not protected.")));
  }

  /** What a nuke or a reset did, behind what it told meanwhile. */
  public static List<String> lines(DestroyOutcome outcome, Style style) {
    List<String> lines = new ArrayList<>();
    PushOutcome pushed = outcome.pushed();
    if (outcome.dryRun()) {
      lines.add(
          style.good("Dry run: nothing was run.")
              + (outcome.statements().isEmpty() ? "" : " The statements would be:"));
      outcome.statements().forEach(statement -> lines.add("  " + statement + ";"));
      return lines;
    }
    if (pushed != null) {
      return PushText.lines(pushed, style);
    }
    lines.add(
        outcome.lost().isEmpty()
            ? style.good("Nothing was to be dropped.")
            : style.good("Dropped ")
                + String.join(", ", outcome.lost())
                + (outcome.passes() > 1 ? " in " + outcome.passes() + " passes" : "")
                + " in "
                + Words.time(outcome.took())
                + ".");
    return lines;
  }

  /** The same as one object. */
  public static String json(DestroyOutcome outcome) {
    JsonWriter json = new JsonWriter().object();
    into(json, outcome);
    return json.end().toString();
  }

  static void into(JsonWriter json, DestroyOutcome outcome) {
    PushOutcome pushed = outcome.pushed();
    json.field("verb", outcome.verb())
        .field("database", outcome.database())
        .field("dryRun", outcome.dryRun())
        .field("dropped", outcome.lost())
        .field("losses", outcome.losses())
        .field("statements", outcome.statements())
        .field("passes", outcome.passes())
        .field("backup", outcome.backup() == null ? null : outcome.backup().toString());
    if (pushed != null) {
      json.field("current", pushed.current().stream().map(RevisionId::value).toList());
    }
  }

  /** What a push or a downgrade did. */
  public static List<String> lines(GuardedOutcome outcome, Style style) {
    PushOutcome run = outcome.run();
    if (run != null) {
      return PushText.lines(run, style);
    }
    String nothing = outcome.script().steps().isEmpty() ? " There is nothing to do." : "";
    return List.of(style.good("Dry run: nothing was run.") + nothing);
  }

  /** The same as one object. */
  public static String json(GuardedOutcome outcome) {
    PushOutcome run = outcome.run();
    if (run != null) {
      return PushText.json(run, outcome.backup());
    }
    return new JsonWriter()
        .object()
        .field("dryRun", true)
        .field(
            "revisions",
            outcome.script().steps().stream()
                .map(step -> step.step().file().revision().value())
                .toList())
        .field("losses", outcome.losses())
        .end()
        .toString();
  }

  /** The same as one object. */
  public static String json(ProtectOutcome outcome) {
    return new JsonWriter()
        .object()
        .field("database", outcome.database())
        .field("protected", outcome.on())
        .field("changed", outcome.changed())
        .end()
        .toString();
  }
}
