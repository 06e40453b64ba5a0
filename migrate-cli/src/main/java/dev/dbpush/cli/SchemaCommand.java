package dev.dbpush.cli;

import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.autogenerate.SchemaVerb;
import dev.dbpush.core.autogenerate.SchemaVerb.Comparison;
import dev.dbpush.core.report.DevText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares the database with the chain and with the models. */
@Command(
    name = "schema",
    description = {
      "Compares the database with the chain and with the models: differences as SQL in both"
          + " directions.",
      "Changes nothing."
    },
    footer = {
      "%nExamples:",
      "  dbpush schema --url=postgresql://app@localhost/shop"
          + " --scratch=postgresql://postgres@localhost/postgres",
      "  dbpush schema --exit-code ...       exits with 4 where something differs"
    })
final class SchemaCommand extends ModelVerb {
  @Option(names = "--exit-code", description = "Exits with 4 where something differs.")
  private boolean exitCode;

  @Override
  int run() {
    MigratorConfig live = config(Gate.OPEN);
    Comparison found = comparing((config, same) -> new SchemaVerb(config).run(live));
    console().sql(style -> DevText.lines(found, style), () -> DevText.json(found));
    return exitCode && !found.isEqual() ? ExitCode.DRIFT : ExitCode.DONE;
  }
}
