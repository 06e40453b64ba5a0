package dev.dbpush.core.report;

import dev.dbpush.core.PushOutcome;
import dev.dbpush.core.ResolveOutcome;
import dev.dbpush.core.StampOutcome;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.json.JsonWriter;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.ScriptStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the verbs that write a database did. */
public final class PushText {
  private PushText() {}

  /** The last line of a push or downgrade. */
  public static List<String> lines(PushOutcome outcome, Style style) {
    boolean up = outcome.direction() == Direction.UP;
    if (outcome.isEmpty()) {
      return List.of(style.good("Nothing to do") + ": the database is at " + at(outcome) + ".");
    }
    return List.of(
        style.good(up ? "Pushed " : "Undone ")
            + Words.count(outcome.script().steps().size(), "revision")
            + " in "
            + Words.time(outcome.took())
            + "; the database is at "
            + at(outcome)
            + ".");
  }

  /**
   * One object.
   *
   * @param backup the dump that was taken first; null for none
   */
  static String json(PushOutcome outcome, @Nullable Path backup) {
    JsonWriter json = new JsonWriter().object();
    json.field("direction", outcome.direction().word());
    json.array("steps");
    for (ScriptStep step : outcome.script().steps()) {
      MigrationFile file = step.step().file();
      json.object()
          .field("revision", file.revision().value())
          .field("slug", file.slug())
          .field("file", file.name())
          .field("statements", step.statementCount())
          .end();
    }
    json.end();
    json.field("current", outcome.current().stream().map(RevisionId::value).toList());
    json.field("digest", outcome.script().digest());
    json.field("backup", backup == null ? null : backup.toString());
    json.field("milliseconds", outcome.took().toMillis());
    return json.end().toString();
  }

  /** What a stamp wrote. */
  public static List<String> lines(StampOutcome outcome, Style style) {
    if (outcome.isEmpty()) {
      return List.of(style.good("Nothing to do") + ": the history says so already.");
    }
    List<String> lines = new ArrayList<>();
    outcome.added().forEach(file -> lines.add("stamped " + Words.name(file)));
    outcome.removed().forEach(revision -> lines.add("removed " + revision));
    outcome
        .accepted()
        .forEach(file -> lines.add("accepted the edited file of " + Words.name(file)));
    lines.add("The history says so now; no migration was run.");
    return lines;
  }

  /** What a stamp wrote, as one object. */
  public static String json(StampOutcome outcome) {
    return new JsonWriter()
        .object()
        .field("added", ids(outcome.added()))
        .field("removed", outcome.removed())
        .field("accepted", ids(outcome.accepted()))
        .end()
        .toString();
  }

  /** What was said of a half-done revision. */
  public static List<String> lines(ResolveOutcome outcome) {
    return List.of(
        outcome.revision()
            + " "
            + outcome.slug()
            + ": segment "
            + outcome.segment()
            + " of "
            + outcome.of()
            + " counts as "
            + (outcome.done() ? "done" : "not done")
            + ".");
  }

  /** What was said of a half-done revision, as one object. */
  public static String json(ResolveOutcome outcome) {
    return new JsonWriter()
        .object()
        .field("revision", outcome.revision())
        .field("slug", outcome.slug())
        .field("segment", outcome.segment())
        .field("of", outcome.of())
        .field("done", outcome.done())
        .end()
        .toString();
  }

  private static List<String> ids(List<MigrationFile> files) {
    return files.stream().map(file -> file.revision().value()).toList();
  }

  private static String at(PushOutcome outcome) {
    return outcome.current().isEmpty()
        ? "base"
        : outcome.current().stream().map(RevisionId::value).collect(Collectors.joining(", "));
  }
}
