package dev.dbpush.core.report;

import dev.dbpush.core.autogenerate.DevOutcome;
import dev.dbpush.core.autogenerate.FreshOutcome;
import dev.dbpush.core.autogenerate.SchemaDifference;
import dev.dbpush.core.autogenerate.SchemaVerb.Comparison;
import dev.dbpush.sql.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** What a comparison of models, chain and database has found or written. */
public final class DevText {
  /** More changes than this are not told one by one. */
  private static final int MOST_CHANGES = 40;

  private DevText() {}

  /** A new migration, or none. */
  public static List<String> lines(DevOutcome outcome, String folder, Style style) {
    List<String> lines = new ArrayList<>();
    SchemaDifference drift = outcome.drift();
    if (drift != null && !drift.isEmpty() && outcome.stamped() == null) {
      lines.add(style.warn(drift.to() + " is not what its history says:"));
      changes(drift.changes(), lines);
      sql(drift, lines);
      lines.add("-Ddb.adopt makes a migration of it; the second SQL takes it back.");
    }
    if (outcome.created() == null) {
      lines.add(style.good("Nothing to write") + ": chain and models agree.");
    } else {
      lines.addAll(FileText.lines(outcome.created(), folder));
      changes(outcome.changes(), lines);
      lines.add("It ran both ways on a scratch database.");
    }
    outcome.notes().forEach(note -> lines.add(style.warn("note: ") + note));
    if (outcome.pushed() != null) {
      lines.addAll(PushText.lines(outcome.pushed(), style));
    } else if (outcome.stamped() != null) {
      lines.addAll(PushText.lines(outcome.stamped(), style));
    } else if (outcome.created() != null) {
      lines.add("Look at it, then run db:push.");
    }
    return lines;
  }

  /** A fresh beginning. */
  public static List<String> lines(FreshOutcome outcome, String folder, Style style) {
    List<String> lines = new ArrayList<>(SafetyText.lines(outcome.nuke(), style));
    DevOutcome init = outcome.init();
    if (init != null) {
      lines.addAll(lines(init, folder, style));
    }
    return lines;
  }

  /** The same as one object: that of the nuke, the files that went, and the first migration. */
  public static String json(FreshOutcome outcome) {
    JsonWriter json = new JsonWriter().object();
    SafetyText.into(json, outcome.nuke());
    json.field("files", outcome.removed());
    DevOutcome init = outcome.init();
    if (init != null) {
      json.object("init");
      into(json, init);
      json.end();
    }
    return json.end().toString();
  }

  /** The same as one object. */
  public static String json(DevOutcome outcome) {
    JsonWriter json = new JsonWriter().object();
    into(json, outcome);
    return json.end().toString();
  }

  private static void into(JsonWriter json, DevOutcome outcome) {
    json.field("revision", outcome.created() == null ? null : outcome.created().revision().value())
        .field("file", outcome.created() == null ? null : outcome.created().file())
        .field("changes", outcome.changes())
        .field("notes", outcome.notes());
    if (outcome.drift() != null) {
      json.array("drift");
      difference(json, outcome.drift());
      json.end();
    }
    json.field("pushed", outcome.pushed() != null && !outcome.pushed().isEmpty());
  }

  /** A comparison: what differs, and the SQL both ways. */
  public static List<String> lines(Comparison comparison, Style style) {
    List<String> lines = new ArrayList<>();
    for (SchemaDifference difference : comparison.differences()) {
      if (difference.isEmpty()) {
        lines.add(style.good("equal: ") + difference.from() + " and " + difference.to());
        continue;
      }
      lines.add(style.bad("different: ") + difference.from() + " and " + difference.to());
      changes(difference.changes(), lines);
      sql(difference, lines);
    }
    comparison.notManaged().forEach(object -> lines.add("not managed: " + object));
    return lines;
  }

  /** The same as one object. */
  public static String json(Comparison comparison) {
    JsonWriter json = new JsonWriter().object().field("equal", comparison.isEqual());
    json.array("differences");
    comparison.differences().forEach(difference -> difference(json, difference));
    return json.end().field("notManaged", comparison.notManaged()).end().toString();
  }

  private static void difference(JsonWriter json, SchemaDifference difference) {
    json.object()
        .field("from", difference.from())
        .field("to", difference.to())
        .field("changes", difference.changes())
        .field("forward", difference.forward())
        .field("back", difference.back())
        .end();
  }

  private static void changes(List<String> changes, List<String> lines) {
    changes.stream().limit(MOST_CHANGES).forEach(change -> lines.add("  " + change));
    if (changes.size() > MOST_CHANGES) {
      lines.add("  and " + (changes.size() - MOST_CHANGES) + " more");
    }
  }

  private static void sql(SchemaDifference difference, List<String> lines) {
    lines.add("from " + difference.from() + " to " + difference.to() + ":");
    difference.forward().lines().forEach(line -> lines.add("    " + line));
    lines.add("from " + difference.to() + " to " + difference.from() + ":");
    difference.back().lines().forEach(line -> lines.add("    " + line));
  }
}
