package dev.dbpush.cli;

import dev.dbpush.core.autogenerate.DevOutcome;
import dev.dbpush.core.autogenerate.InitVerb;
import dev.dbpush.core.report.DevText;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the first migration, of the models, and pushes it. */
@Command(
    name = "init",
    description = {
      "Writes the first migration, of the models, and pushes it where a database is named.",
      "Refuses where a migration file, a history or a table exists."
    },
    footer = {
      "%nExamples:",
      "  dbpush init --model=sql:schema.sql --scratch=postgresql://postgres@localhost/postgres"
    })
@NullUnmarked
final class InitCommand extends ModelVerb {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the migration is called. Default: " + InitVerb.NAME + ".")
  private @Nullable String name;

  @Override
  int run() {
    String title = name == null ? InitVerb.NAME : name;
    DevOutcome outcome =
        comparing((config, live) -> new InitVerb(config, maker()).run(title, live));
    console()
        .outcome(
            style -> DevText.lines(outcome, folder().name(), style), () -> DevText.json(outcome));
    return ExitCode.DONE;
  }
}
