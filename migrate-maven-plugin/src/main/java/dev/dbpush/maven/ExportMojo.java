package dev.dbpush.maven;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.exporting.ExportReport;
import dev.dbpush.core.exporting.Exporter;
import dev.dbpush.core.options.ImportOptions;
import dev.dbpush.core.report.ExportText;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Writes the chain as another tool's folder of migrations; needs no database. */
@Mojo(name = "export", threadSafe = true, requiresProject = false)
@NullUnmarked
final class ExportMojo extends AbstractDbMojo {
  /** The folder to write; must be empty or missing. Required. */
  @Parameter(property = "db.target")
  private @Nullable String target;

  /**
   * Its layout: {@code golang-migrate}, {@code flyway}, {@code diesel}, {@code prisma}, {@code
   * dbmate}, {@code goose}. Required; {@code auto} names none.
   */
  @Parameter(property = "db.layout", defaultValue = "auto")
  private String layout;

  @Override
  void run() {
    String to = option("target", target);
    if (to == null) {
      throw new MigrationException(
          "db.target is missing: which folder should be written?", "-Ddb.target=FOLDER names it");
    }
    ExportReport report =
        Exporter.run(
            Migrations.in(folder()).chain().revisions(),
            path(to),
            ImportOptions.exported(option("layout", layout)));
    output()
        .outcome(style -> ExportText.lines(report, to, style), () -> ExportText.json(report));
  }
}
