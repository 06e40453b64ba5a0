package dev.dbpush.cli;

import dev.dbpush.core.report.SafetyText;
import dev.dbpush.core.safety.ProtectOutcome;
import dev.dbpush.core.safety.ProtectVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Marks a database as protected on the server: reset, nuke and downgrade then refuse it. */
@Command(
    name = "protect",
    description = {
      "Marks a database as protected on the server: reset, nuke and downgrade then refuse it.",
      "The mark is in the database, so no other address of it gets around it."
    },
    footer = {
      "%nExamples:",
      "  dbpush protect --url=postgresql://owner@db.example/shop",
      "  dbpush protect --off                lift the mark"
    })
final class ProtectCommand extends DatabaseVerb {
  @Option(names = "--off", description = "Lifts the mark.")
  private boolean off;

  @Override
  int run() {
    ProtectOutcome outcome = new ProtectVerb(config(Gate.OPEN)).run(!off);
    console().outcome(style -> SafetyText.lines(outcome, style), () -> SafetyText.json(outcome));
    return ExitCode.DONE;
  }
}
