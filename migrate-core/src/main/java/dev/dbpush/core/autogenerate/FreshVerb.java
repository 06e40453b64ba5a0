package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.authoring.NewMigration;
import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.safety.DestroyOutcome;
import dev.dbpush.core.safety.NukeVerb;
import dev.dbpush.core.safety.SafetyOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Begins anew: drops everything, deletes the migration files, and writes the first one of the
 * models. The files are put aside meanwhile, and come back where the first one cannot be written.
 */
public final class FreshVerb {
  private static final String ASIDE = ".dbpush-aside";

  private final AutogenerateConfig config;
  private final NewMigration maker;
  private final SafetyOptions options;

  /** Writes with this maker of files. */
  public FreshVerb(AutogenerateConfig config, NewMigration maker, SafetyOptions options) {
    this.config = config;
    this.maker = maker;
    this.options = options;
  }

  /**
   * Runs.
   *
   * @param name what the first migration is called; null for {@value InitVerb#NAME}
   * @param live the database
   * @throws MigrationException if it is refused, or there is no model to begin with
   */
  public FreshOutcome run(@Nullable String name, @Nullable MigratorConfig live) {
    if (live == null) {
      throw new MigrationException(
          "no database is configured",
          "set db.url (jdbc:postgresql://HOST:PORT/NAME, or embedded)");
    }
    if (config.models().isEmpty()) {
      throw new MigrationException(
          "there is no model to begin with",
          "db.model=sql:PATH names a file or folder of DDL, db.model=jpa the project's entities");
    }
    try {
      List<Path> files = files();
      List<String> names = files.stream().map(file -> file.getFileName().toString()).toList();
      names.forEach(file -> config.listener().info("The file " + file + " goes."));
      // Migrations read the folder once: what the nuke has read is not what the push is to run.
      DestroyOutcome nuke =
          new NukeVerb(live.withMigrations(Migrations.in(config.folder())), options, beside(names))
              .run(this::tryModels);
      return options.dryRun()
          ? new FreshOutcome(nuke, names, null)
          : new FreshOutcome(nuke, names, init(name, live, files));
    } catch (IOException e) {
      throw new UncheckedIOException(config.folder().name(), e);
    }
  }

  /** A model that cannot be read is found while everything is still there. */
  private void tryModels() {
    if (!options.dryRun()) {
      try (ModelSide models = new ModelSide(config)) {
        models.scratch().snapshot();
      }
    }
  }

  private static List<String> beside(List<String> names) {
    return names.isEmpty()
        ? List.of()
        : List.of(names.size() == 1 ? names.get(0) : names.size() + " files of migrations");
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    if (config.folder().exists()) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(config.folder().path())) {
        for (Path entry : entries) {
          String name = entry.getFileName().toString();
          if (Files.isRegularFile(entry)
              && (name.endsWith(".sql") || name.equals(ChainLock.FILE_NAME))) {
            files.add(entry);
          }
        }
      }
      files.sort(null);
    }
    return files;
  }

  private DevOutcome init(@Nullable String name, MigratorConfig live, List<Path> files)
      throws IOException {
    Path aside = config.folder().path().resolve(ASIDE);
    if (!files.isEmpty()) {
      Files.createDirectories(aside);
    }
    for (Path file : files) {
      Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
    DevOutcome outcome;
    try {
      outcome = new InitVerb(config, maker).run(name, live);
    } catch (RuntimeException e) {
      putBack(aside, files);
      throw e;
    }
    for (Path file : files) {
      Files.delete(aside.resolve(file.getFileName()));
    }
    Files.deleteIfExists(aside);
    return outcome;
  }

  /** Unless the first migration was written and only its push failed: then it is the chain. */
  private void putBack(Path aside, List<Path> files) throws IOException {
    if (!files().isEmpty()) {
      config.listener().warning("the old migration files are in " + aside);
      return;
    }
    for (Path file : files) {
      Files.move(aside.resolve(file.getFileName()), file, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.deleteIfExists(aside);
    config.listener().warning("the database is empty, and the migration files are back");
  }
}
