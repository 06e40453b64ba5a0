package dev.dbpush.cli;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.model.ModelException;
import dev.dbpush.core.model.Models;
import dev.dbpush.core.model.SqlFiles;
import dev.dbpush.core.options.EngineOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the schema should be, and how it is compared. */
final class ModelFlags {
  @Option(
      names = "--model",
      paramLabel = "SOURCES",
      description =
          "sql:PATH, a file or folder of DDL; several with commas. Entities (jpa) need the Maven"
              + " plugin: mvn db:dev.")
  private @Nullable String model;

  @Option(
      names = "--schemas",
      paramLabel = "NAMES",
      description = "The schemas that are compared, with commas. Default: public.")
  private @Nullable String schemas;

  @Option(
      names = "--rename",
      paramLabel = "PAIRS",
      description = "old:new with commas; none if every drop and add is meant.")
  private @Nullable String rename;

  @Option(
      names = "--concurrently",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Builds indexes and unique keys on existing tables without blocking writes. Default: true.")
  private @Nullable String concurrently;

  @Option(
      names = "--not-null-by-check",
      description = "Prepares SET NOT NULL on an existing column by a check that blocks no writes.")
  private boolean notNullByCheck;

  @Option(names = "--ownership", description = "Compares the owners of objects too.")
  private boolean ownership;

  boolean named() {
    return model != null && !model.isBlank();
  }

  @Nullable String schemasText() {
    return schemas;
  }

  List<String> schemas() {
    return schemas == null ? List.of("public") : EngineOptions.list(schemas);
  }

  Models models(Function<String, Path> paths) {
    String sources = model;
    if (sources == null) {
      return new Models(List.of());
    }
    try {
      return Models.parse(
          sources,
          name -> new SqlFiles(paths.apply(name), name),
          () -> {
            throw new MigrationException(
                "--model=jpa needs the class path of the project, which only its build knows",
                "run the Maven goal of this name, such as mvn db:dev; here sql:PATH works");
          });
    } catch (ModelException e) {
      throw new MigrationException(String.valueOf(e.getMessage()), "", e);
    }
  }

  DiffOptions diff(@Nullable String allowed) {
    return DiffOptions.DEFAULT
        .renaming(EngineOptions.list(rename))
        .allowing(Set.copyOf(EngineOptions.list(allowed)))
        .concurrently(!"false".equalsIgnoreCase(concurrently))
        .notNullByCheck(notNullByCheck)
        .ownership(ownership);
  }
}
