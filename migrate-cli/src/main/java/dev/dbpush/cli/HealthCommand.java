package dev.dbpush.cli;

import dev.dbpush.core.health.FixOutcome;
import dev.dbpush.core.health.HealthReport;
import dev.dbpush.core.health.HealthVerb;
import dev.dbpush.core.options.EngineOptions;
import dev.dbpush.core.report.HealthText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at a database as the next push will find it, and repairs what can be repaired safely. */
@Command(
    name = "health",
    description = {
      "Looks at a database as the next push will find it: rights, locks, long transactions, invalid"
          + " indexes, sequences behind their columns.",
      "Changes nothing, unless --fix is given."
    },
    footer = {
      "%nExamples:",
      "  dbpush health --url=postgresql://app@localhost/shop",
      "  dbpush health --exit-code           exits with 5 if there is a problem",
      "  dbpush health --dry-run             what --fix would run",
      "  dbpush health --fix"
    })
final class HealthCommand extends DatabaseVerb {
  @Option(
      names = "--fix",
      description = "Tells the plan, then sets sequences, mends indexes, validates constraints.")
  private boolean fix;

  @Option(names = "--dry-run", description = "Tells the plan of --fix, and runs nothing.")
  private boolean dryRun;

  @Option(names = "--exit-code", description = "Exits with 5 where there is a problem.")
  private boolean exitCode;

  @Option(
      names = "--schemas",
      paramLabel = "NAMES",
      description = "The managed schemas, with commas. Default: public.")
  private @Nullable String schemas;

  @Override
  int run() {
    HealthVerb verb = new HealthVerb(config(Gate.OPEN), EngineOptions.list(schemas));
    if (!fix && !dryRun) {
      HealthReport report = verb.run();
      console()
          .outcome(
              style -> HealthText.lines(report, style), () -> HealthText.json(report, Wording::of));
      return code(report);
    }
    FixOutcome outcome = verb.fix(dryRun);
    console()
        .outcome(
            style -> HealthText.lines(outcome, dryRun, style),
            () -> HealthText.json(outcome, Wording::of));
    return outcome.failed().isEmpty() ? code(outcome.after()) : ExitCode.FAILED;
  }

  private int code(HealthReport report) {
    return exitCode && !report.isHealthy() ? ExitCode.UNHEALTHY : ExitCode.DONE;
  }
}
