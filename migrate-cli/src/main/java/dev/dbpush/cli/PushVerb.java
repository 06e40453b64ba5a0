package dev.dbpush.cli;

import dev.dbpush.core.chain.Target;
import dev.dbpush.core.report.SafetyText;
import dev.dbpush.core.safety.GuardedOutcome;
import dev.dbpush.core.safety.GuardedPush;
import dev.dbpush.sql.plan.Direction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs what is pending: every migration that the database's history does not hold. */
@Command(
    name = "push",
    description = {
      "Runs what is pending: every migration that the database's history does not hold.",
      "Tells first what each statement costs. What is done stays done when a later step fails; run"
          + " it again to go on."
    },
    footer = {
      "%nExamples:",
      "  dbpush push --url=postgresql://app@localhost/shop",
      "  dbpush push --dry-run               what would be run",
      "  dbpush push --to=+1                 the next one only",
      "  dbpush push --deny=all              stop at any hazard",
      "  PGPASSWORD=... dbpush push --url=jdbc:postgresql://db:5432/shop --user=app"
    })
final class PushVerb extends RenderingVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TARGET",
      description = "Where to go: head, heads, an id or its first digits, +2. Default: head.")
  private @Nullable String target;

  @Option(names = "--to", paramLabel = "TARGET", description = "The same as an option.")
  private @Nullable String to;

  @Option(
      names = "--backup",
      paramLabel = "FOLDER",
      description = "Takes a dump by pg_dump into this folder before anything is run.")
  private @Nullable String backup;

  @Option(names = "--dry-run", description = "Tells what would be run, and runs nothing.")
  private boolean dryRun;

  @Option(
      names = "--offline",
      description = "Renders the script in place of running it; see the options under Script.")
  private boolean offline;

  @Override
  int run() {
    String where = either(target, to, "--to");
    if (offline) {
      return render(Direction.UP, where);
    }
    Target parsed = Target.parse(where == null ? "head" : where);
    GuardedOutcome outcome =
        new GuardedPush(config(Gate.OPEN), backup == null ? null : path(backup), dryRun).to(parsed);
    console().outcome(style -> SafetyText.lines(outcome, style), () -> SafetyText.json(outcome));
    return ExitCode.DONE;
  }
}
