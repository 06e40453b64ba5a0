package dev.dbpush.core.folder;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.file.Slug;
import java.util.List;

/** File names of migrations. */
final class MigrationNames {
  private MigrationNames() {}

  /** The name that a migration's file should have. */
  static String of(MigrationFile file, String name) {
    return new MigrationTemplate(
            file.revision(), file.parents(), file.created(), Slug.of(name), "", null, "", List.of())
        .fileName();
  }
}
