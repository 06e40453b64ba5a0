package dev.dbpush.sql.script.text;

import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.syntax.Identifier;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What the read-only texts share. */
final class ReadOnlyText {
  private ReadOnlyText() {}

  /** What a text asks. */
  interface Questions {
    /** Writes the queries. */
    void write() throws IOException;
  }

  /**
   * Writes the header, and the queries in a transaction that cannot write.
   *
   * @param title what the text is
   * @param remarks what it does, a line of a comment each
   */
  static void write(
      Lines lines,
      HeaderText header,
      String title,
      List<String> remarks,
      Script script,
      TextOptions options,
      Questions questions)
      throws IOException {
    header.title(title);
    header.facts();
    lines.comment("");
    for (String remark : remarks) {
      lines.comment(remark);
    }
    lines.empty();
    begin(lines, script, options);
    questions.write();
    lines.line("ROLLBACK;");
  }

  /** A transaction that cannot write, and sees names as the script does. */
  private static void begin(Lines lines, Script script, TextOptions options) throws IOException {
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
