package dev.dbpush.sql.script.text;

import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.script.ScriptStep;
import dev.dbpush.sql.statement.StatementKind;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a flavour cannot say, with the places of it. */
final class Refusals {
  private Refusals() {}

  static List<Problem> of(Script script, TextOptions options) {
    List<Problem> problems = new ArrayList<>();
    for (ScriptStep step : script.steps()) {
      for (ScriptSegment segment : step.segments()) {
        for (ScriptStatement statement : segment.body()) {
          check(statement, options, problems);
        }
      }
    }
    return problems;
  }

  private static void check(
      ScriptStatement statement, TextOptions options, List<Problem> problems) {
    boolean plain = options.flavour() == Flavour.PLAIN;
    if (statement.copyData() != null && (plain || options.idempotent())) {
      copy(statement, options, problems);
    }
    SqlStatement sql = statement.statement();
    if (plain && sql.startsWith("alter", "system")) {
      problems.add(
          problem(
              statement,
              "ALTER SYSTEM cannot be guarded in a plain script: it is no write to the latch",
              "set db.flavour=psql, or run it by hand"));
    }
    if (options.idempotent() && changesQuotes(sql)) {
      problems.add(
          problem(
              statement,
              "psql reads what it skips with standard_conforming_strings = on, and this changes it",
              "set db.idempotent=false, or write the strings as E'…'"));
    }
  }

  private static boolean changesQuotes(SqlStatement sql) {
    String text = sql.text().toLowerCase(Locale.ROOT);
    return text.contains("standard_conforming_strings")
        && StatementKind.changesHowTextIsRead(sql)
        && !text.matches("(?s).*\\b(on|true|yes|1|default)\\b.*");
  }

  private static void copy(
      ScriptStatement statement, TextOptions options, List<Problem> problems) {
    String why =
        options.idempotent()
            ? "psql would read the data of a skipped COPY as SQL"
            : "a plain script cannot hold the data of a COPY";
    if (!options.copyAsInsert()) {
      problems.add(
          problem(
              statement,
              why,
              "set db.copy=insert"
                  + (options.idempotent() ? ", or db.idempotent=false" : ", or db.flavour=psql")));
    } else if (CopyInsert.statements(statement.statement()).isEmpty()) {
      problems.add(
          problem(
              statement,
              why + ", and only its plain text format can become INSERT statements",
              "write INSERT statements in the migration"));
    }
  }

  private static Problem problem(ScriptStatement at, String message, String remedy) {
    return new Problem(at.file() == null ? "" : at.file(), at.position(), message, remedy);
  }
}
