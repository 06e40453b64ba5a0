package dev.dbpush.sql.script.text;

import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.syntax.Identifier;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What the read-only texts share. */
final class ReadOnlyText {
  private ReadOnlyText() {}

  /** A transaction that cannot write, and sees names as the script does. */
  static void begin(Lines lines, Script script, TextOptions options) throws IOException {
    if (options.flavour() == Flavour.PSQL) {
      lines.line("\\set ON_ERROR_STOP on");
      lines.line("\\pset pager off");
    }
    lines.line("BEGIN TRANSACTION READ ONLY;");
    List<String> path = script.options().searchPath();
    lines.line(
        "SET LOCAL search_path = "
            + (path.isEmpty()
                ? "''"
                : path.stream().map(Identifier::quote).collect(Collectors.joining(", ")))
            + ";");
    lines.empty();
  }
}
