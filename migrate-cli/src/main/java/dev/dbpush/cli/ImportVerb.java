package dev.dbpush.cli;

import dev.dbpush.core.Adoption;
import dev.dbpush.core.Adoption.Adopted;
import dev.dbpush.core.importing.ImportReport;
import dev.dbpush.core.importing.Importer;
import dev.dbpush.core.options.ImportOptions;
import dev.dbpush.core.report.ImportText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes migrations of another tool's folder; on request marks a database that it migrated. */
@Command(
    name = "import",
    description = {
      "Makes migrations of another tool's folder; on request marks a database that it migrated.",
      "Reads golang-migrate, Flyway, Diesel, Prisma, dbmate and goose (docs/goals/import.md)."
    },
    footer = {
      "%nExamples:",
      "  dbpush import db/migration",
      "  dbpush import db/migration --stamp --url=postgresql://app@localhost/shop"
    })
final class ImportVerb extends DatabaseVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The other tool's folder. Required.")
  private @Nullable String folderName;

  @Option(names = "--source", paramLabel = "FOLDER", description = "The same as an option.")
  private @Nullable String source;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description = "golang-migrate, flyway, diesel, prisma, dbmate, goose. Default: recognised.")
  private @Nullable String layout;

  @Option(
      names = "--placeholders",
      paramLabel = "PAIRS",
      description = "Values of Flyway's placeholders: name=value, with commas.")
  private @Nullable String placeholders;

  @Option(
      names = "--stamp",
      description = "Stamps the database, after comparing the other tool's history with the files.")
  private boolean stamp;

  @Option(
      names = "--stamp-table",
      paramLabel = "NAME",
      description = "The other tool's history table, where it has not its usual name.")
  private @Nullable String stampTable;

  @Override
  int run() {
    String from = either(folderName, source, "--source");
    if (from == null) {
      throw new UsageException("which folder should be imported?", "dbpush import FOLDER names it");
    }
    ImportReport report =
        Importer.run(ImportOptions.request(path(from), folder().path(), layout, placeholders));
    @Nullable Adopted adopted =
        stamp ? new Adoption(config(Gate.OPEN)).stamp(report, stampTable) : null;
    console()
        .outcome(
            style -> ImportText.lines(report, adopted, style),
            () -> ImportText.json(report, adopted));
    return ExitCode.DONE;
  }
}
