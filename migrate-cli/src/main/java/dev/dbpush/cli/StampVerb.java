package dev.dbpush.cli;

import dev.dbpush.core.StampOutcome;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.report.PushText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the history without running anything, for a database that already is at a target. */
@Command(
    name = "stamp",
    description =
        "Writes the history without running anything, for a database that already is at a target.",
    footer = {
      "%nExamples:",
      "  dbpush stamp                        the database is where the chain ends",
      "  dbpush stamp 55296ad2               it is at that revision",
      "  dbpush stamp base                   forget the history"
    })
final class StampVerb extends DatabaseVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TARGET",
      description = "Where the database is: head, base, an id or its first digits. Default: head.")
  private @Nullable String target;

  @Option(names = "--to", paramLabel = "TARGET", description = "The same as an option.")
  private @Nullable String to;

  @Override
  int run() {
    String where = either(target, to, "--to");
    StampOutcome outcome = migrator().stamp(Target.parse(where == null ? "head" : where));
    console().outcome(style -> PushText.lines(outcome, style), () -> PushText.json(outcome));
    return ExitCode.DONE;
  }
}
