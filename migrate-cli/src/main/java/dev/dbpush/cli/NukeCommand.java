package dev.dbpush.cli;

import dev.dbpush.core.autogenerate.FreshOutcome;
import dev.dbpush.core.autogenerate.FreshVerb;
import dev.dbpush.core.autogenerate.InitVerb;
import dev.dbpush.core.report.DevText;
import dev.dbpush.core.safety.NukeVerb;
import dev.dbpush.core.safety.SafetyOptions;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Drops everything in the managed schemas, and the history. */
@Command(
    name = "nuke",
    description = {
      "Drops everything in the managed schemas, and the history.",
      "Keeps the schemas and their grants, extensions, and other schemas. Shows what will be lost"
          + " first, and needs the database's name."
    },
    footer = {
      "%nExamples:",
      "  dbpush nuke --dry-run              what would be lost",
      "  dbpush nuke --confirm=shop         on the database shop",
      "  dbpush nuke --confirm=shop --backup=/var/backups",
      "  dbpush nuke --fresh --confirm=shop --model=sql:schema.sql --scratch=..."
    })
@NullUnmarked
final class NukeCommand extends ModelVerb {
  @ArgGroup(validate = false, heading = "%n@|bold Safety|@ (docs/goals/nuke.md)%n")
  private SafetyFlags safetyFlags = new SafetyFlags();

  @Option(
      names = "--fresh",
      description =
          "Deletes the migration files too, and begins anew with init (--model, --scratch).")
  private boolean fresh;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the first migration is called then. Default: " + InitVerb.NAME + ".")
  private @Nullable String name;

  @Override
  int run() {
    SafetyOptions safety = safetyFlags.read(schemas(), this::path, console().asker());
    if (fresh) {
      String title = name == null ? InitVerb.NAME : name;
      FreshOutcome outcome =
          comparing((config, live) -> new FreshVerb(config, maker(), safety).run(title, live));
      console()
          .outcome(
              style -> DevText.lines(outcome, folder().name(), style), () -> DevText.json(outcome));
      return ExitCode.DONE;
    }
    console().outcome(new NukeVerb(config(Gate.OPEN), safety).run());
    return ExitCode.DONE;
  }
}
