package dev.dbpush.core.report;

import dev.dbpush.core.health.Finding;
import dev.dbpush.core.health.Finding.Level;
import dev.dbpush.core.health.FixOutcome;
import dev.dbpush.core.health.HealthReport;
import dev.dbpush.core.health.Repair;
import dev.dbpush.sql.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** How a database is, for people and for machines. */
public final class HealthText {
  private static final String INDENT = "         ";

  /** JSON has all of them. */
  private static final int MOST_DETAILS = 20;

  private HealthText() {}

  /** Lines for people. */
  public static List<String> lines(HealthReport report, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "database "
            + style.strong(report.label())
            + ", PostgreSQL "
            + report.serverVersion()
            + (report.standby() ? ", a standby" : "")
            + (report.isProtected() ? ", protected" : ""));
    lines.add("role     " + report.role() + ", connected in " + Words.time(report.connected()));
    for (Finding finding : report.findings()) {
      lines.add(word(finding, style) + finding.what());
      details(finding.details(), lines);
      if (!finding.remedy().isEmpty()) {
        lines.add(INDENT + finding.remedy());
      }
    }
    lines.add(
        report.isHealthy() && report.of(Level.WARNING).isEmpty()
            ? style.good("All is well.")
            : summary(report) + ".");
    return lines;
  }

  private static void details(List<String> details, List<String> lines) {
    details.stream().limit(MOST_DETAILS).forEach(detail -> lines.add(INDENT + "  " + detail));
    if (details.size() > MOST_DETAILS) {
      lines.add(INDENT + "  and " + (details.size() - MOST_DETAILS) + " more");
    }
  }

  private static String word(Finding finding, Style style) {
    return switch (finding.level()) {
      case OK -> style.good("ok") + "       ";
      case WARNING -> style.warn("look") + "     ";
      case PROBLEM -> style.bad("problem") + "  ";
    };
  }

  /** How many problems and warnings there are. */
  public static String summary(HealthReport report) {
    return Words.count(report.of(Level.PROBLEM).size(), "problem")
        + ", "
        + Words.count(report.of(Level.WARNING).size(), "warning");
  }

  /**
   * One object.
   *
   * @param words says a remedy in the words of whoever asks
   */
  public static String json(HealthReport report, UnaryOperator<String> words) {
    JsonWriter json = new JsonWriter().object();
    into(json, report, words);
    return json.end().toString();
  }

  private static void into(JsonWriter json, HealthReport report, UnaryOperator<String> words) {
    json.field("database", report.database())
        .field("serverVersion", report.serverVersion())
        .field("role", report.role())
        .field("standby", report.standby())
        .field("protected", report.isProtected())
        .field("connectMs", report.connected().toMillis())
        .field("healthy", report.isHealthy())
        .array("findings");
    for (Finding finding : report.findings()) {
      json.object()
          .field("check", finding.check())
          .field("level", finding.level().name().toLowerCase(Locale.ROOT))
          .field("what", finding.what())
          .field("details", finding.details())
          .field("remedy", words.apply(finding.remedy()))
          .end();
    }
    json.end().array("repairs");
    for (Repair repair : report.repairs()) {
      json.object()
          .field("object", repair.object())
          .field("why", repair.why())
          .field("statements", repair.statements())
          .end();
    }
    json.end().field("leftAlone", report.unsafe());
  }

  /** What was repaired, and how the database is now. */
  public static List<String> lines(FixOutcome outcome, boolean dryRun, Style style) {
    List<String> lines = new ArrayList<>();
    if (dryRun) {
      lines.add(style.good("Dry run: nothing was run."));
      return lines;
    }
    outcome.failed().forEach(failure -> lines.add(style.bad("not repaired: ") + failure));
    lines.addAll(lines(outcome.after(), style));
    return lines;
  }

  /** The same as one object. */
  public static String json(FixOutcome outcome, UnaryOperator<String> words) {
    JsonWriter json =
        new JsonWriter()
            .object()
            .field("repaired", outcome.done())
            .field("failed", outcome.failed())
            .object("after");
    into(json, outcome.after(), words);
    return json.end().end().toString();
  }
}
