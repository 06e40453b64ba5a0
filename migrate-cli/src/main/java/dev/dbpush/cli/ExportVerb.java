package dev.dbpush.cli;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.exporting.ExportReport;
import dev.dbpush.core.exporting.Exporter;
import dev.dbpush.core.options.ImportOptions;
import dev.dbpush.core.report.ExportText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the chain as another tool's folder of migrations; needs no database. */
@Command(
    name = "export",
    description = {
      "Writes the chain as another tool's folder of migrations; needs no database.",
      "Writes golang-migrate, Flyway, Diesel, Prisma, dbmate and goose (docs/goals/export.md)."
    },
    footer = {"%nExamples:", "  dbpush export db/flyway --layout=flyway"})
final class ExportVerb extends Verb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The folder to write; must be empty or missing. Required.")
  private @Nullable String folderName;

  @Option(names = "--target", paramLabel = "FOLDER", description = "The same as an option.")
  private @Nullable String target;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description = "golang-migrate, flyway, diesel, prisma, dbmate, goose. Required.")
  private @Nullable String layout;

  @Override
  int run() {
    String to = either(folderName, target, "--target");
    if (to == null) {
      throw new UsageException("which folder should be written?", "dbpush export FOLDER names it");
    }
    ExportReport report =
        Exporter.run(
            Migrations.in(folder()).chain().revisions(), path(to), ImportOptions.exported(layout));
    console()
        .outcome(style -> ExportText.lines(report, to, style), () -> ExportText.json(report));
    return ExitCode.DONE;
  }
}
