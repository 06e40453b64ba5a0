package dev.dbpush.cli;

import dev.dbpush.core.HistoryReport;
import dev.dbpush.core.report.HistoryText;
import picocli.CommandLine.Command;

/** Shows the chain beside the history: who applied what, when and how. */
@Command(
    name = "history",
    description = "Shows the chain beside the history: who applied what, when and how.",
    footer = {"%nExamples:", "  dbpush history", "  dbpush history --format=json"})
final class HistoryVerb extends DatabaseVerb {
  @Override
  int run() {
    HistoryReport report = migrator().report();
    console().outcome(style -> HistoryText.lines(report, style), () -> HistoryText.json(report));
    return ExitCode.DONE;
  }
}
