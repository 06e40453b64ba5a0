package dev.dbpush.core.report;

import dev.dbpush.core.measure.Difference;
import dev.dbpush.core.measure.Measured;
import dev.dbpush.core.measure.MeasuredScript;
import dev.dbpush.core.measure.MeasuredStatement;
import dev.dbpush.sql.hazard.Assessment;
import dev.dbpush.sql.hazard.LockMode;
import dev.dbpush.sql.hazard.LockedTable;
import dev.dbpush.sql.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What statements did on a scratch database, beside what the rules say of them. */
public final class MeasureText {
  private MeasureText() {}

  /** Lines for people; the differences are marked. */
  public static List<String> lines(MeasuredScript script, Style style) {
    List<String> lines = new ArrayList<>();
    int different = script.different().size();
    lines.add(
        style.strong("measured on PostgreSQL " + script.server())
            + ", each statement alone: "
            + Words.count(script.statements().size(), "statement")
            + ", "
            + (different == 0
                ? "all as the rules say"
                : style.warn(different + " not as the rules say")));
    for (MeasuredStatement statement : script.statements()) {
      lines.add(statement.statement().place() + "  " + statement.statement().title());
      if (statement.differences().isEmpty() && statement.measured().locksSeen()) {
        lines.add("  measured, as the rules say: " + statement.measured());
        continue;
      }
      lines.add("  measured: " + statement.measured());
      lines.add("  rules:    " + said(statement.statement().assessment()));
      for (Difference difference : statement.differences()) {
        lines.add("  " + style.warn(word(difference)) + ": " + difference.what());
      }
    }
    return lines;
  }

  /** One object: {@code server}, {@code statements}. */
  public static String json(MeasuredScript script) {
    JsonWriter json = new JsonWriter().object();
    write(script, json);
    return json.end().toString();
  }

  /** The fields {@code server} and {@code statements} of the object that is open. */
  public static void write(MeasuredScript script, JsonWriter json) {
    json.field("server", script.server()).array("statements");
    for (MeasuredStatement statement : script.statements()) {
      json.object()
          .field("file", statement.statement().file())
          .field("line", statement.statement().position().line())
          .field("title", statement.statement().title())
          .field("locksSeen", statement.measured().locksSeen());
      facts(json.object("measured"), statement.measured());
      facts(json.object("rules"), verdict(statement.statement().assessment()));
      json.array("differences");
      for (Difference difference : statement.differences()) {
        json.object()
            .field("rules", difference.direction().name().toLowerCase(Locale.ROOT))
            .field("what", difference.what())
            .end();
      }
      json.end().end();
    }
    json.end();
  }

  private static void facts(JsonWriter json, Measured facts) {
    json.array("locks");
    for (LockedTable lock : facts.locks()) {
      json.object()
          .field("table", lock.table().toSql())
          .field("mode", lock.mode().sql())
          .end();
    }
    json.end().field("rewrites", facts.rewrites()).field("scans", facts.scans()).end();
  }

  private static String said(Assessment assessment) {
    return verdict(assessment).toString();
  }

  /** The verdict in the form of what is measured, to be compared by eye. */
  private static Measured verdict(Assessment said) {
    List<LockedTable> locks =
        said.locks().stream()
            .filter(lock -> lock.mode().compareTo(LockMode.ACCESS_SHARE) > 0)
            .toList();
    return new Measured(locks, said.rewrites(), said.scans(), true);
  }

  private static String word(Difference difference) {
    return difference.direction() == Difference.Direction.STRONGER
        ? "the rules say more"
        : "the rules say less";
  }
}
