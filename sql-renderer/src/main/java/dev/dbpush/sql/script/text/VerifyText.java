package dev.dbpush.sql.script.text;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.script.ScriptStep;
import dev.dbpush.sql.script.text.ExpectedObjects.Expected;
import dev.dbpush.sql.syntax.Identifier;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Looks whether what a script leaves behind is there: one row an object, one row a revision. */
final class VerifyText {
  private final Script script;
  private final List<MigrationFile> chain;
  private final ScriptAssessment assessment;
  private final TextOptions options;

  VerifyText(
      Script script, List<MigrationFile> chain, ScriptAssessment assessment, TextOptions options) {
    this.script = script;
    this.chain = chain;
    this.assessment = assessment;
    this.options = options;
  }

  void write(Lines lines) throws IOException {
    ReadOnlyText.write(
        lines,
        new HeaderText(lines, script, chain, options),
        "verify",
        List.of(
            "Read-only. PASS or FAIL for each object that the script is known to leave behind or to",
            "take away, and for each revision. What a renaming or a CASCADE may have reached is left",
            "out; db:schema compares everything."),
        script,
        options,
        () -> {
          revisions(lines);
          objects(lines);
        });
  }

  private void revisions(Lines lines) throws IOException {
    if (script.steps().isEmpty()) {
      return;
    }
    lines.comment("revisions");
    lines.line("SELECT CASE WHEN coalesce(h.state = 'done', false) = x.wanted THEN 'PASS' ELSE 'FAIL' END AS verdict,");
    lines.line("  'revision' AS kind, x.revision || ' ' || x.slug AS object,");
    lines.line("  CASE WHEN x.wanted THEN 'is applied' ELSE 'is not applied' END AS expected");
    lines.line("FROM (VALUES");
    lines.line(
        script.steps().stream()
            .map(
                step ->
                    "  ("
                        + Identifier.literal(step.step().file().revision().value())
                        + ", "
                        + Identifier.literal(step.step().file().slug())
                        + ", "
                        + (step.step().direction() == Direction.UP)
                        + ")")
            .collect(Collectors.joining(",\n")));
    lines.line(") AS x (revision, slug, wanted)");
    lines.line("LEFT JOIN " + script.options().table().toSql() + " h ON h.revision = x.revision");
    lines.line("ORDER BY 1, 3;");
    lines.empty();
  }

  private void objects(Lines lines) throws IOException {
    ExpectedObjects expected = new ExpectedObjects();
    Iterator<AssessedStatement> costs = assessment.statements().iterator();
    for (ScriptStep step : script.steps()) {
      for (ScriptSegment segment : step.segments()) {
        for (ScriptStatement statement : segment.body()) {
          expected.add(statement, costs.next());
        }
      }
    }
    if (expected.list().isEmpty()) {
      lines.comment("no objects");
      return;
    }
    lines.comment("objects");
    lines.line("WITH expected (kind, object, owner, part, wanted) AS (VALUES");
    lines.line(expected.list().stream().map(VerifyText::row).collect(Collectors.joining(",\n")));
    lines.line(LOOK);
  }

  private static String row(Expected object) {
    String owner;
    String part;
    int on = object.name().lastIndexOf(" on ");
    int dot = object.name().lastIndexOf('.');
    switch (object.kind()) {
      case "trigger", "policy" -> {
        owner = literal(object.name().substring(on + 4));
        part = literal(bare(object.name().substring(0, Math.max(on, 0))));
      }
      case "column" -> {
        owner = literal(object.name().substring(0, Math.max(dot, 0)));
        part = literal(bare(object.name().substring(dot + 1)));
      }
      case "function", "procedure" -> {
        owner = dot < 0 ? "NULL" : literal(bare(object.name().substring(0, dot)));
        part = literal(bare(object.name().substring(dot + 1)));
      }
      default -> {
        owner = literal(object.name());
        part = "NULL";
      }
    }
    return "  (%s, %s, %s, %s, %s)"
        .formatted(literal(object.kind()), literal(object.name()), owner, part, object.there());
  }

  private static String literal(String text) {
    return Identifier.literal(text);
  }

  private static String bare(String sql) {
    return sql.startsWith("\"") && sql.endsWith("\"") && sql.length() > 1
        ? sql.substring(1, sql.length() - 1).replace("\"\"", "\"")
        : sql;
  }

  private static final String LOOK =
      """
      ),
      looked AS (
        SELECT kind, object, wanted, CASE
          WHEN kind = 'column' THEN EXISTS (SELECT FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = pg_catalog.to_regclass(owner) AND a.attname = part AND NOT a.attisdropped)
          WHEN kind = 'trigger' THEN EXISTS (SELECT FROM pg_catalog.pg_trigger t
            WHERE t.tgrelid = pg_catalog.to_regclass(owner) AND t.tgname = part)
          WHEN kind = 'policy' THEN EXISTS (SELECT FROM pg_catalog.pg_policy p
            WHERE p.polrelid = pg_catalog.to_regclass(owner) AND p.polname = part)
          WHEN kind IN ('type', 'domain') THEN pg_catalog.to_regtype(owner) IS NOT NULL
          WHEN kind IN ('function', 'procedure') THEN EXISTS (SELECT FROM pg_catalog.pg_proc p
            WHERE p.proname = part AND CASE WHEN owner IS NULL THEN pg_catalog.pg_function_is_visible(p.oid)
              ELSE p.pronamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(owner)) END)
          WHEN kind = 'index' AND wanted THEN EXISTS (SELECT FROM pg_catalog.pg_index i
            WHERE i.indexrelid = pg_catalog.to_regclass(owner) AND i.indisvalid)
          ELSE pg_catalog.to_regclass(owner) IS NOT NULL
        END AS there
        FROM expected
      )
      SELECT CASE WHEN there = wanted THEN 'PASS' ELSE 'FAIL' END AS verdict, kind, object,
        CASE WHEN NOT wanted THEN 'is gone' WHEN kind = 'index' THEN 'is there and valid' ELSE 'is there' END AS expected
      FROM looked ORDER BY 1, 2, 3;""";
}
