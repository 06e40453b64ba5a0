package dev.dbpush.cli;

import dev.dbpush.core.chain.Target;
import dev.dbpush.core.report.SafetyText;
import dev.dbpush.core.safety.GuardedDowngrade;
import dev.dbpush.core.safety.GuardedOutcome;
import dev.dbpush.core.safety.SafetyOptions;
import dev.dbpush.sql.plan.Direction;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Undoes every applied revision that is no ancestor of a target, the last one first. */
@Command(
    name = "downgrade",
    description = {
      "Undoes every applied revision that is no ancestor of a target, the last one first.",
      "Refuses, before it runs anything, where a migration cannot be undone."
    },
    footer = {
      "%nExamples:",
      "  dbpush downgrade -1                 the last revision",
      "  dbpush downgrade 55296ad2           what is above that one",
      "  dbpush downgrade base --confirm=shop  all of it, on the database shop"
    })
@NullUnmarked
final class DowngradeVerb extends RenderingVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TARGET",
      description = "Where to go: -1, base, an id or its first digits. Required.")
  private @Nullable String target;

  @Option(names = "--to", paramLabel = "TARGET", description = "The same as an option.")
  private @Nullable String to;

  @ArgGroup(validate = false, heading = "%n@|bold Safety|@ (docs/goals/downgrade.md)%n")
  private SafetyFlags safetyFlags = new SafetyFlags();

  @Option(
      names = "--offline",
      description = "Renders the script in place of running it; see the options under Script.")
  private boolean offline;

  @Override
  int run() {
    String where = either(target, to, "--to");
    if (where == null) {
      throw new UsageException(
          "the target is missing: where should the downgrade lead?",
          "dbpush downgrade -1 undoes the last revision; base undoes all; an id undoes what is"
              + " above it");
    }
    if (offline) {
      return render(Direction.DOWN, where);
    }
    Target parsed = Target.parse(where);
    SafetyOptions safety = safetyFlags.read(null, this::path, console().asker());
    GuardedOutcome outcome = new GuardedDowngrade(config(Gate.OPEN), safety, database()).to(parsed);
    console().outcome(style -> SafetyText.lines(outcome, style), () -> SafetyText.json(outcome));
    return ExitCode.DONE;
  }
}
