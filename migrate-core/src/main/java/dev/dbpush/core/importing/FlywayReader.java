package dev.dbpush.core.importing;

import dev.dbpush.core.importing.FlywayName.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Flyway: {@code V1_2__name.sql} and its relatives, in the folder and all folders below. */
final class FlywayReader implements LayoutReader {

  @Override
  public boolean recognises(SourceFolder source) {
    return source.any(
        file -> {
          Kind kind = FlywayName.of(file.name()).kind();
          return file.name().endsWith(".sql")
              && (kind == Kind.VERSIONED || kind == Kind.BASELINE || kind == Kind.REPEATABLE);
        });
  }

  @Override
  public void read(SourceFolder source, Reading reading) {
    new Run(source, reading).run();
  }

  /** One reading. */
  private static final class Run {
    private final SourceFolder source;
    private final Reading reading;
    private final Map<String, SourceFile> configurations = new HashMap<>();
    private final Set<String> usedConfigurations = new HashSet<>();
    private final Map<FlywayVersion, SourceFile> ups = new TreeMap<>();
    private final Map<FlywayVersion, SourceFile> undos = new TreeMap<>();
    private final TreeMap<FlywayVersion, SourceFile> baselines = new TreeMap<>();

    Run(SourceFolder source, Reading reading) {
      this.source = source;
      this.reading = reading;
    }

    void run() {
      List<SourceFile> scripts = new ArrayList<>();
      for (SourceFile file : source.files()) {
        if (file.name().endsWith(".conf")) {
          configurations.put(rawPath(file), file);
        } else {
          scripts.add(file);
        }
      }
      scripts.forEach(this::sort);
      chooseBaseline();
      ups.forEach(this::add);
      undos.forEach(
          (version, file) ->
              reading.skip(file.path(), "undoes version " + version + ", which is not here"));
      configurations.forEach(
          (path, file) -> {
            if (!usedConfigurations.contains(path)) {
              reading.skip(file.path(), "a configuration file that no carried migration uses");
            }
          });
    }

    private static String rawPath(SourceFile file) {
      return file.folder() + "/" + file.name();
    }

    private void sort(SourceFile file) {
      FlywayName name = FlywayName.of(file.name());
      FlywayVersion version = name.version();
      switch (name.kind()) {
        case VERSIONED -> put(ups, version, file);
        case UNDO -> put(undos, version, file);
        case BASELINE -> put(baselines, version, file);
        case REPEATABLE -> {
          reading.modelFile(file.path());
          reading.skip(
              file.path(),
              "a repeatable migration; it describes objects rather than a step: name it in db.model"
                  + " (sql:PATH), and dev makes a migration of each change");
        }
        case CALLBACK ->
            reading.skip(
                file.path(),
                "a callback, which Flyway runs around migrations; put what is needed into a"
                    + " migration");
        case CODE ->
            reading.skip(
                file.path(),
                "a migration that is not SQL: write in SQL what it does, as a migration in this"
                    + " place",
                version == null ? "" : version.text());
        case OTHER -> reading.skip(file.path(), Folders.notAMigration(file, Layout.FLYWAY));
      }
    }

    private void put(
        Map<FlywayVersion, SourceFile> files, @Nullable FlywayVersion version, SourceFile file) {
      SourceFile before = version == null ? null : files.putIfAbsent(version, file);
      if (before != null) {
        reading.problem(
            file.path(),
            null,
            "version " + version + " stands twice: " + before.path() + " has it too",
            "name the folder that holds PostgreSQL's migrations alone, or rename one of the two");
      }
    }

    /** A baseline stands for the migrations up to it: it is needed only where those are gone. */
    private void chooseBaseline() {
      if (baselines.isEmpty()) {
        return;
      }
      FlywayVersion newest = baselines.lastKey();
      baselines
          .headMap(newest)
          .values()
          .forEach(file -> reading.skip(file.path(), "an older baseline migration"));
      SourceFile baseline = baselines.get(newest);
      if (ups.keySet().stream().anyMatch(version -> version.compareTo(newest) <= 0)) {
        reading.skip(
            baseline.path(),
            "a baseline migration; the migrations that it sums up are here and are carried");
      } else {
        ups.put(newest, baseline);
        reading.warn(
            baseline.path(),
            null,
            "a baseline migration begins the chain: no migration up to version "
                + newest
                + " is here",
            "a database that ran those has to be stamped, not pushed");
      }
    }

    private void add(FlywayVersion version, SourceFile file) {
      FlywayName name = FlywayName.of(file.name());
      SourceFile undo = undos.remove(version);
      FlywayScript script = script(file);
      reading.add(
          new ForeignMigration(
              version.text(),
              name.description().isEmpty() ? "v" + version : name.description(),
              file.path(),
              version.text(),
              script.section(),
              undo == null ? null : script(undo).section(),
              Set.of(script.checksum())));
    }

    private FlywayScript script(SourceFile file) {
      String path = rawPath(file) + ".conf";
      SourceFile configuration = configurations.get(path);
      if (configuration != null) {
        usedConfigurations.add(path);
      }
      return FlywayScript.read(file, configuration, reading);
    }
  }
}
