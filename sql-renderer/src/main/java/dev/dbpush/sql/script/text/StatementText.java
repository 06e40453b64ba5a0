package dev.dbpush.sql.script.text;

import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.hazard.HazardLine;
import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.script.ScriptStatement.Role;
import dev.dbpush.sql.syntax.SourcePosition;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the statements of a segment; the session's own, which repeat, several on a line. */
final class StatementText {
  private static final int WIDTH = 110;

  private final Lines lines;
  private final TextOptions options;

  StatementText(Lines lines, TextOptions options) {
    this.lines = lines;
    this.options = options;
  }

  /** The tool's own statements. */
  void own(List<ScriptStatement> statements) throws IOException {
    StringBuilder line = new StringBuilder();
    for (ScriptStatement statement : statements) {
      boolean small = statement.role() == Role.SESSION && statement.sql().indexOf('\n') < 0;
      boolean full = line.length() + statement.sql().length() > WIDTH;
      if (line.length() > 0 && (!small || full)) {
        lines.line(line.toString());
        line.setLength(0);
      }
      if (small) {
        line.append(line.length() == 0 ? "" : " ").append(statement.sql()).append(';');
      } else {
        lines.statement(statement.sql());
      }
    }
    if (line.length() > 0) {
      lines.line(line.toString());
    }
  }

  /** A statement of a migration, with what it costs above it. */
  void body(ScriptStatement statement, AssessedStatement cost) throws IOException {
    lines.empty();
    lines.comment(place(statement) + "  " + HazardLine.of(cost.assessment()));
    if (statement.isMerged()) {
      lines.comment("  " + statement.sources().size() + " statements of the file, merged into one");
    }
    for (String note : statement.notes()) {
      lines.comment("  " + note);
    }
    if (statement.copyData() == null) {
      variables(statement.sql());
      lines.statement(statement.sql());
    } else if (options.copyAsInsert()) {
      lines.comment("  its COPY data, written as INSERT statements");
      for (String insert : CopyInsert.statements(statement.statement()).orElse(List.of())) {
        lines.statement(insert);
      }
    } else {
      lines.statement(statement.sql());
      lines.raw(statement.copyData());
      lines.line("\\.");
    }
  }

  private void variables(String sql) throws IOException {
    if (options.flavour() == Flavour.PSQL) {
      for (String name : PsqlVariables.in(sql)) {
        lines.line("\\unset " + name);
      }
    }
  }

  private static String place(ScriptStatement statement) {
    String positions =
        statement.isMerged()
            ? statement.sources().stream()
                .map(SourcePosition::line)
                .map(String::valueOf)
                .collect(Collectors.joining(","))
            : statement.position() == null ? "" : String.valueOf(statement.position().line());
    return statement.file() + ":" + positions;
  }
}
