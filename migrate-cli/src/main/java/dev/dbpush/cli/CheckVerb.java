package dev.dbpush.cli;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.authoring.Check;
import dev.dbpush.core.authoring.CheckReport;
import dev.dbpush.core.autogenerate.SchemaVerb;
import dev.dbpush.core.report.FileText;
import dev.dbpush.sql.syntax.Problem;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Checks files, chain, chain.lock and statements without a database. */
@Command(
    name = "check",
    description = {
      "Checks files, chain, chain.lock and statements without a database.",
      "Fails with everything that is wrong, in one report. With --model, compares the chain's end"
          + " with the models too, on scratch databases."
    },
    footer = {
      "%nExamples:",
      "  dbpush check",
      "  dbpush check --migrations=src/main/resources/migrations --format=json",
      "  dbpush check --model=sql:schema.sql --scratch=postgresql://postgres@localhost/postgres"
    })
final class CheckVerb extends ModelVerb {
  @Override
  int run() {
    CheckReport files = Check.withStatements(0).run(folder().read());
    CheckReport report =
        files.passed() && hasModels()
            ? alone((config, live) -> new SchemaVerb(config).check(files))
            : files;
    console().outcome(style -> FileText.lines(report, style), () -> FileText.json(report));
    if (!report.passed()) {
      throw new MigrationException(
          report.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")), "");
    }
    return ExitCode.DONE;
  }
}
