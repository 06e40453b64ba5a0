package dev.dbpush.core.exporting;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.exporting.ExportReport.Exported;
import dev.dbpush.core.importing.Layout;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.syntax.Problem;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a chain as another tool's folder. Stateless and thread-safe; the same chain gives the same
 * bytes.
 *
 * <p>The SQL is carried as it was written. Versions are the revisions' minutes, one second later
 * where they do not rise, so the other tool runs them in chain order; a merge becomes one of them.
 */
public final class Exporter {
  private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'");

  private Exporter() {}

  /**
   * Writes all files, or none.
   *
   * @param revisions in chain order
   * @param target made if missing; must be empty, or hold exactly these files
   * @throws MigrationException if there is nothing to export or the target cannot be written
   */
  public static ExportReport run(List<MigrationFile> revisions, Path target, Layout layout) {
    if (revisions.isEmpty()) {
      throw new MigrationException(
          "there is nothing to export: the folder holds no migrations",
          "name the folder of the migrations with db.migrations");
    }
    List<Exported> exported = new ArrayList<>();
    List<Problem> warnings = new ArrayList<>();
    Map<String, String> files = new LinkedHashMap<>();
    LocalDateTime version = LocalDateTime.MIN;
    for (MigrationFile file : revisions) {
      if (isEmpty(file)) {
        exported.add(new Exported(file.revision(), List.of()));
        continue;
      }
      LocalDateTime created = LocalDateTime.parse(file.created(), MINUTE);
      version = created.isAfter(version) ? created : version.plusSeconds(1);
      Map<String, String> made = files(file, layout, version.format(VERSION), warnings);
      exported.add(new Exported(file.revision(), List.copyOf(made.keySet())));
      files.putAll(made);
    }
    if (layout == Layout.PRISMA) {
      files.put("migration_lock.toml", "provider = \"postgresql\"\n");
    }
    boolean changed = new ExportFolder(target).write(files);
    return new ExportReport(layout, exported, warnings, changed);
  }

  /** A merge, most often: other tools refuse or misread a file without a statement. */
  private static boolean isEmpty(MigrationFile file) {
    return file.up().statements().isEmpty()
        && (file.down() == null || file.down().statements().isEmpty());
  }

  private static Map<String, String> files(
      MigrationFile file, Layout layout, String version, List<Problem> warnings) {
    Direct up = Direct.of(Direction.UP, file.up());
    up.warn(file, layout, warnings::add);
    Direct down = null;
    if (file.down() != null) {
      down = Direct.of(Direction.DOWN, file.down());
      down.warn(file, layout, warnings::add);
    }
    return Layouts.files(layout, file, version, up, down);
  }
}
