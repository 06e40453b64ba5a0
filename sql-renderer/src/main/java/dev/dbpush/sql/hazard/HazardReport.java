package dev.dbpush.sql.hazard;

import dev.dbpush.sql.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The machine forms of assessments: JSON, and SARIF 2.1.0 for annotations in code review. */
public final class HazardReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private HazardReport() {}

  /** All statements with their locks and hazards, and the summary; ends with a line end. */
  public static String json(List<AssessedStatement> statements) {
    JsonWriter json = new JsonWriter().object();
    summary(json, ScriptSummary.of(statements));
    json.array("statements");
    statements.forEach(statement -> statement(json, statement));
    return json.end().end() + "\n";
  }

  private static void summary(JsonWriter json, ScriptSummary summary) {
    json.object("summary").field("statements", summary.statements());
    counts(json, "added", summary.added());
    counts(json, "changed", summary.changed());
    counts(json, "dropped", summary.dropped());
    json.field("strongestLock", lock(summary.worst()));
    json.field(
        "maintenanceWindow", summary.windows().stream().map(AssessedStatement::place).toList());
    json.object("hazards");
    summary.hazards().forEach((rule, count) -> json.field(rule.id(), count));
    json.end().end();
  }

  private static void counts(JsonWriter json, String name, Map<String, Integer> counts) {
    json.object(name);
    counts.forEach((kind, count) -> json.field(kind, count));
    json.end();
  }

  private static @Nullable String lock(LockMode mode) {
    return mode == LockMode.NONE ? null : mode.sql();
  }

  private static void statement(JsonWriter json, AssessedStatement statement) {
    Assessment assessment = statement.assessment();
    json.object()
        .field("file", statement.file())
        .field("line", statement.position().line())
        .field("column", statement.position().column())
        .field("statement", statement.title())
        .field("strongestLock", lock(assessment.strongest()))
        .array("locks");
    for (LockedTable locked : assessment.locks()) {
      json.object()
          .field("table", locked.table().toSql())
          .field("mode", locked.mode().sql())
          .end();
    }
    json.end()
        .field("rewrites", assessment.rewrites())
        .field("scans", assessment.scans())
        .field("blocksReads", assessment.strongest().blocksReads())
        .field("blocksWrites", assessment.strongest().blocksWrites())
        .array("hazards");
    for (Hazard hazard : assessment.hazards()) {
      json.object()
          .field("rule", hazard.id())
          .field("severity", severity(hazard.severity()))
          .field("what", hazard.what())
          .field("why", hazard.rule().why())
          .field("recipe", hazard.recipe())
          .end();
    }
    json.end().end();
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case NOTE -> "note";
      case WARNING -> "warning";
      case ERROR -> "error";
    };
  }

  /**
   * A SARIF 2.1.0 log with one result a hazard (OASIS, Static Analysis Results Interchange Format).
   * Ends with a line end.
   *
   * @param statements the statements of the files; their names become artifact locations
   * @param toolVersion this tool's version
   */
  public static String sarif(List<AssessedStatement> statements, String toolVersion) {
    List<HazardRule> rules =
        statements.stream()
            .flatMap(s -> s.assessment().hazards().stream())
            .map(Hazard::rule)
            .distinct()
            .sorted(Comparator.comparing(HazardRule::id))
            .toList();
    JsonWriter json =
        new JsonWriter().object().field("$schema", SCHEMA).field("version", "2.1.0");
    json.array("runs").object().object("tool").object("driver");
    json.field("name", "dbpush").field("version", toolVersion).array("rules");
    rules.forEach(rule -> rule(json, rule));
    json.end().end().end();
    json.array("results");
    for (AssessedStatement statement : statements) {
      for (Hazard hazard : statement.assessment().hazards()) {
        result(json, statement, hazard, rules.indexOf(hazard.rule()));
      }
    }
    json.end().field("columnKind", "utf16CodeUnits");
    return json.end().end().end() + "\n";
  }

  private static void rule(JsonWriter json, HazardRule rule) {
    json.object().field("id", rule.id());
    json.object("shortDescription").field("text", rule.why()).end();
    json.object("help").field("text", rule.recipe()).end();
    json.object("defaultConfiguration").field("level", severity(rule.severity())).end();
    json.end();
  }

  private static void result(
      JsonWriter json, AssessedStatement statement, Hazard hazard, int index) {
    json.object()
        .field("ruleId", hazard.id())
        .field("ruleIndex", index)
        .field("level", severity(hazard.severity()));
    json.object("message").field("text", hazard.why() + ". Safe: " + hazard.recipe()).end();
    json.array("locations").object().object("physicalLocation");
    json.object("artifactLocation").field("uri", uri(statement.file())).end();
    json.object("region")
        .field("startLine", statement.position().line())
        .field("startColumn", statement.position().column())
        .end();
    json.end().end().end().end();
  }

  /** A relative path as a URI reference: what RFC 3986 does not allow there is escaped. */
  private static String uri(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~/".indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    return out.toString();
  }
}
