package dev.dbpush.cli;

import dev.dbpush.core.autogenerate.DevOutcome;
import dev.dbpush.core.autogenerate.DevVerb;
import dev.dbpush.core.autogenerate.RenameQuestion;
import dev.dbpush.core.report.DevText;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the migration that leads from the chain to the models, and pushes it. */
@Command(
    name = "dev",
    description = {
      "Writes the migration that leads from the chain to the models, after it was run both ways on"
          + " a scratch database, and pushes it where a database is named.",
      "Without a difference, writes nothing."
    },
    footer = {
      "%nExamples:",
      "  dbpush dev --model=sql:schema.sql --scratch=postgresql://postgres@localhost/postgres",
      "  dbpush dev add_email --create-only --model=sql:schema --scratch=...",
      "  dbpush dev --adopt --url=...        a migration of what the database has beside the chain"
    })
@NullUnmarked
final class DevCommand extends ModelVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "What the migration does. Default: a name of its first change.")
  private @Nullable String title;

  @Option(names = "--name", paramLabel = "NAME", description = "The same as an option.")
  private @Nullable String name;

  @Option(names = "--create-only", description = "Writes the file, leaves the database alone.")
  private boolean createOnly;

  @Option(
      names = "--adopt",
      description = "Makes a migration of what the database has and the chain has not.")
  private boolean adopt;

  @Override
  int run() {
    DevVerb.Request request = new DevVerb.Request(either(title, name, "--name"), createOnly, adopt);
    DevOutcome outcome =
        comparing(
            (config, live) ->
                new DevVerb(config, maker())
                    .asking(RenameQuestion.on(console().asker()))
                    .run(request, live));
    console()
        .outcome(
            style -> DevText.lines(outcome, folder().name(), style), () -> DevText.json(outcome));
    return ExitCode.DONE;
  }
}
