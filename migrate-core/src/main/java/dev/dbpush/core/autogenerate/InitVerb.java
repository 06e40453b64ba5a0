package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.authoring.NewMigration;
import dev.dbpush.sql.file.MigrationFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the first migration, of the models, where nothing is yet, and pushes it. */
public final class InitVerb {
  /** The first migration's name, where none is given. */
  public static final String NAME = "initial_schema";

  private static final int MOST_NAMES = 10;

  private final AutogenerateConfig config;
  private final NewMigration maker;

  /** Writes with this maker of files. */
  public InitVerb(AutogenerateConfig config, NewMigration maker) {
    this.config = config;
    this.maker = maker;
  }

  /**
   * Runs.
   *
   * @param name what the migration is called; null for {@value #NAME}
   * @param live the database; null where there is none
   * @throws MigrationException if there is a migration file, a history or a table, saying which
   */
  public DevOutcome run(@Nullable String name, @Nullable MigratorConfig live) {
    List<String> found = new ArrayList<>();
    if (config.folder().exists()) {
      List<String> files =
          config.folder().read().files().stream().map(MigrationFile::name).toList();
      if (!files.isEmpty()) {
        found.add("migration files in " + config.folder().name() + ": " + some(files));
      }
    }
    if (live != null) {
      Live database = Live.read(config, live);
      String label = database.database().label();
      if (!database.history().entries().isEmpty()) {
        found.add("a history in " + label + ", which is at " + some(database.history().current()));
      }
      if (!database.tables().isEmpty()) {
        found.add("tables in " + label + ": " + some(database.tables()));
      }
    }
    if (!found.isEmpty()) {
      throw new MigrationException(
          "init is for the beginning, and there is already something:\n  "
              + String.join("\n  ", found),
          "db:dev writes the next migration; db:dev -Ddb.adopt makes one of a database that has no"
              + " migrations yet");
    }
    String title = name == null || name.isBlank() ? NAME : name;
    return new DevVerb(config, maker).run(new DevVerb.Request(title, live == null, false), live);
  }

  private static String some(List<String> names) {
    return names.size() <= MOST_NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES))
            + " and "
            + (names.size() - MOST_NAMES)
            + " more";
  }
}
