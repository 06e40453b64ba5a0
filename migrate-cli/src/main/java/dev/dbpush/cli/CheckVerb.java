package dev.dbpush.cli;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.authoring.Check;
import dev.dbpush.core.authoring.CheckReport;
import dev.dbpush.core.autogenerate.SchemaVerb;
import dev.dbpush.core.offline.CommittedScript;
import dev.dbpush.core.report.FileText;
import dev.dbpush.core.report.ToSink;
import dev.dbpush.sql.syntax.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
      "  dbpush check --script=release.sql",
      "  dbpush check --model=sql:schema.sql --scratch=postgresql://postgres@localhost/postgres"
    })
final class CheckVerb extends ModelVerb {
  @Option(
      names = "--script",
      paramLabel = "FILES",
      description = "Committed scripts, with commas, that must be what the chain renders to.")
  private @Nullable String script;

  @Override
  int run() {
    CheckReport files = Check.withStatements(0).run(folder().read());
    CheckReport report =
        files.passed() && hasModels()
            ? alone((config, live) -> new SchemaVerb(config).check(files))
            : files;
    if (files.passed() && script != null) {
      report =
          report.and(
              CommittedScript.check(
                  engine().config(Migrations.in(folder()), null, new ToSink(console())),
                  engine().hazards(),
                  script,
                  this::path),
              List.of());
    }
    return told(report);
  }

  private int told(CheckReport report) {
    console().outcome(style -> FileText.lines(report, style), () -> FileText.json(report));
    if (!report.passed()) {
      throw new MigrationException(
          report.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")), "");
    }
    return ExitCode.DONE;
  }
}
