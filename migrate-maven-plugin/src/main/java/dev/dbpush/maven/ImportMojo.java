package dev.dbpush.maven;

import dev.dbpush.core.Adoption;
import dev.dbpush.core.Adoption.Adopted;
import dev.dbpush.core.MigrationException;
import dev.dbpush.core.importing.ImportReport;
import dev.dbpush.core.importing.Importer;
import dev.dbpush.core.options.ImportOptions;
import dev.dbpush.core.report.ImportText;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Makes migrations of another tool's folder; on request marks a database that it migrated. */
@Mojo(name = "import", threadSafe = true, requiresProject = false)
@NullUnmarked
final class ImportMojo extends AbstractDatabaseMojo {
  /** The other tool's folder. Required. */
  @Parameter(property = "db.source")
  private @Nullable String source;

  /**
   * Its layout: {@code golang-migrate}, {@code flyway}, {@code diesel}, {@code prisma}, {@code
   * dbmate}, {@code goose}; {@code auto} recognises it.
   */
  @Parameter(property = "db.layout", defaultValue = "auto")
  private String layout;

  /** Values of Flyway's placeholders: {@code name=value}, with commas. */
  @Parameter(property = "db.placeholders")
  private @Nullable String placeholders;

  /** Stamps the database, after comparing the other tool's history table with the files. */
  @Parameter(property = "db.stamp", defaultValue = "false")
  private boolean stamp;

  /** The other tool's history table, where it has not its usual name. */
  @Parameter(property = "db.stamp.table", alias = "stamp.table")
  private @Nullable String stampTable;

  @Override
  boolean needsFolder() {
    return false;
  }

  @Override
  void run() {
    String from = option("source", source);
    if (from == null) {
      throw new MigrationException(
          "db.source is missing: which folder should be imported?", "-Ddb.source=FOLDER names it");
    }
    ImportReport report =
        Importer.run(
            ImportOptions.request(
                path(from),
                folder().path(),
                option("layout", layout),
                option("placeholders", placeholders)));
    String table = option("stamp.table", stampTable);
    Adopted adopted =
        option("stamp", stamp)
            ? withConfig(Gate.OPEN, (config, database) -> new Adoption(config).stamp(report, table))
            : null;
    output()
        .outcome(
            style -> ImportText.lines(report, adopted, style),
            () -> ImportText.json(report, adopted));
  }
}
