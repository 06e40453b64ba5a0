package dev.dbpush.sql.script.text;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.history.HistorySql;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.script.ScriptStep;
import dev.dbpush.sql.syntax.Identifier;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;

/** Writes the set-up, the steps and the end of a script that runs. */
final class StepText {
  /** What the latch does not stop, since they are no writes to it. */
  private static final Set<String> BEYOND_LATCH =
      Set.of("vacuum", "reindex", "cluster", "checkpoint", "analyze");

  private final Lines lines;
  private final Script script;
  private final TextOptions options;
  private final StatementText statements;
  private final boolean psql;
  private int number;

  StepText(Lines lines, Script script, TextOptions options) {
    this.lines = lines;
    this.script = script;
    this.options = options;
    this.statements = new StatementText(lines, options);
    this.psql = options.flavour() == Flavour.PSQL;
  }

  void setup() throws IOException {
    lines.rule();
    lines.comment("Set-up: the procedures of this session, which guard and record each segment;");
    lines.comment("the history table, where it is missing.");
    lines.rule();
    settings();
    if (psql) {
      lines.line("SELECT pg_catalog.pg_is_in_recovery() AS dbpush_standby \\gset");
      lines.line("\\if :dbpush_standby");
      lines.line("\\warn 'this server is a standby: it takes no writes; run this on the primary'");
      lines.line("\\endif");
    }
    statements.own(script.header());
    if (options.idempotent()) {
      lines.comment("Only psql needs this one: it says what to skip.");
      lines.statement(new HistorySql(script.options().table()).appliedFunction());
    }
  }

  void step(ScriptStep step, Iterator<AssessedStatement> costs) throws IOException {
    number++;
    for (ScriptSegment segment : step.segments()) {
      lines.empty();
      heading(step, segment);
      settings();
      begin(step, segment);
      statements.own(segment.before());
      boolean guarded = psql && !segment.transactional() && isBeyondLatch(segment);
      if (guarded) {
        lines.line(
            "SELECT pg_catalog.current_setting('default_transaction_read_only') = 'off'"
                + " AS dbpush_unlatched \\gset");
        lines.line("\\if :dbpush_unlatched");
      }
      for (ScriptStatement statement : segment.body()) {
        statements.body(statement, costs.next());
      }
      if (segment.body().isEmpty()) {
        lines.comment("no statements");
      }
      lines.empty();
      statements.own(segment.after());
      if (guarded) {
        lines.line("\\endif");
      }
      if (options.idempotent()) {
        lines.line("\\endif");
      }
    }
  }

  private static boolean isBeyondLatch(ScriptSegment segment) {
    return segment.body().stream()
        .map(ScriptStatement::statement)
        .anyMatch(
            sql -> BEYOND_LATCH.contains(sql.firstWord()) || sql.startsWith("alter", "system"));
  }

  private void heading(ScriptStep step, ScriptSegment segment) throws IOException {
    MigrationFile file = step.step().file();
    int count = segment.body().size();
    lines.rule();
    lines.comment(title(step));
    lines.comment(
        file.name()
            + (segment.of() > 1 ? ", segment " + segment.number() + " of " + segment.of() : "")
            + (segment.transactional() ? ": one transaction, " : ": outside a transaction, ")
            + count
            + (count == 1 ? " statement" : " statements"));
    lines.rule();
  }

  private String title(ScriptStep step) {
    MigrationFile file = step.step().file();
    return number
        + "/"
        + script.steps().size()
        + " "
        + (step.step().direction() == Direction.UP ? "" : "undo ")
        + file.revision()
        + " "
        + file.slug();
  }

  private void settings() throws IOException {
    if (psql) {
      lines.line("\\set ON_ERROR_STOP on \\set ON_ERROR_ROLLBACK off \\set AUTOCOMMIT on");
    }
  }

  private void begin(ScriptStep step, ScriptSegment segment) throws IOException {
    if (!psql) {
      return;
    }
    String title =
        title(step)
            + (segment.of() > 1 ? ", segment " + segment.number() + "/" + segment.of() : "");
    if (options.idempotent()) {
      MigrationFile file = step.step().file();
      lines.line(
          "SELECT pg_temp.dbpush_applied("
              + Identifier.literal(step.step().direction().word())
              + ", "
              + Identifier.literal(file.revision().value())
              + ", "
              + Identifier.literal(file.upChecksum())
              + ", "
              + segment.number()
              + ", "
              + Identifier.literal(segment.hash())
              + ") AS dbpush_applied \\gset");
      lines.line("\\if :dbpush_applied");
      lines.line("\\echo " + Identifier.literal(title + ": skipped, it is done"));
      lines.line("\\else");
    }
    lines.line("\\echo " + Identifier.literal(title));
  }

  void footer() throws IOException {
    lines.empty();
    lines.rule();
    lines.comment("The end: the session gives its lock back.");
    lines.rule();
    settings();
    statements.own(script.footer());
    if (psql) {
      lines.line("\\echo 'done'");
    }
  }
}
