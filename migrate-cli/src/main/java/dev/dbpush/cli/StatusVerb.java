package dev.dbpush.cli;

import dev.dbpush.core.Migrator;
import dev.dbpush.core.StatusReport;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.report.StatusText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says where the database is: what is applied, what is pending, what does not fit together. */
@Command(
    name = "status",
    description = {
      "Says where the database is: what is applied, what is pending, what does not fit together.",
      "Changes nothing."
    },
    footer = {
      "%nExamples:",
      "  dbpush status --url=postgresql://app@localhost/shop",
      "  dbpush status --format=json",
      "  dbpush status --exit-code           exits with 3 if migrations are pending, 4 on drift"
    })
final class StatusVerb extends DatabaseVerb {
  @Option(
      names = "--exit-code",
      description =
          "Exits with 3 if migrations are pending, with 4 on drift, orphans or a half-done"
              + " revision.")
  private boolean exitCode;

  @Override
  int run() {
    Migrator migrator = migrator();
    StatusReport report = migrator.status();
    Chain chain = migrator.chain();
    console()
        .outcome(style -> StatusText.lines(report, chain, style), () -> StatusText.json(report));
    if (!exitCode || report.isClean()) {
      return ExitCode.DONE;
    }
    boolean onlyPending =
        report.orphans().isEmpty() && report.drifted().isEmpty() && report.running().isEmpty();
    return onlyPending ? ExitCode.PENDING : ExitCode.DRIFT;
  }
}
