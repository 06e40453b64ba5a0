package dev.dbpush.cli;

import dev.dbpush.core.safety.ResetVerb;
import dev.dbpush.core.safety.SafetyOptions;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Drops everything in the managed schemas and pushes the chain again, from the base. */
@Command(
    name = "reset",
    description = {
      "Drops everything in the managed schemas and pushes the chain again, from the base.",
      "Shows what will be lost first, and needs the database's name."
    },
    footer = {
      "%nExamples:",
      "  dbpush reset --dry-run              what would be lost",
      "  dbpush reset --confirm=shop         on the database shop",
      "  dbpush reset --confirm=shop --backup=/var/backups"
    })
@NullUnmarked
final class ResetCommand extends DatabaseVerb {
  @ArgGroup(validate = false, heading = "%n@|bold Safety|@ (docs/goals/reset.md)%n")
  private SafetyFlags safetyFlags = new SafetyFlags();

  @Option(
      names = "--schemas",
      paramLabel = "NAMES",
      description = "The managed schemas, with commas. Default: public.")
  private @Nullable String schemas;

  @Override
  int run() {
    SafetyOptions safety = safetyFlags.read(schemas, this::path, console().asker());
    console().outcome(new ResetVerb(config(Gate.OPEN), safety).run());
    return ExitCode.DONE;
  }
}
