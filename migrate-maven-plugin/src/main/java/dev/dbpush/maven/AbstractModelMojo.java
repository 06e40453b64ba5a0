package dev.dbpush.maven;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.authoring.NewMigration;
import dev.dbpush.core.authoring.RevisionIds;
import dev.dbpush.core.autogenerate.AutogenerateConfig;
import dev.dbpush.core.connect.ConnectionSettings.Kind;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.model.ModelException;
import dev.dbpush.core.model.Models;
import dev.dbpush.core.model.SqlFiles;
import dev.dbpush.core.model.jpa.JpaModel;
import dev.dbpush.core.model.jpa.JpaSettings;
import dev.dbpush.core.options.EngineOptions;
import dev.dbpush.core.report.ToSink;
import dev.dbpush.core.scratch.ScratchPlace;
import dev.dbpush.core.scratch.ScratchTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What the goals share that compare models, chain and database. */
@NullUnmarked
abstract class AbstractModelMojo extends AbstractScratchMojo {
  /** What the schema should be: {@code sql:PATH} and {@code jpa}, with commas. */
  @Parameter(property = "db.model")
  private @Nullable String model;

  /** The schemas that are compared, with commas. */
  @Parameter(property = "db.schemas", defaultValue = "public")
  private String schemas;

  /** Renames, as {@code old:new} with commas; {@code none} if every drop and add is meant. */
  @Parameter(property = "db.rename")
  private @Nullable String rename;

  /** Whether indexes and unique keys on existing tables are built without blocking writes. */
  @Parameter(property = "db.concurrently", defaultValue = "true")
  private boolean concurrently;

  /** Whether SET NOT NULL on an existing column is prepared by a check that blocks no writes. */
  @Parameter(property = "db.notNullByCheck", defaultValue = "false")
  private boolean notNullByCheck;

  /** Whether owners of objects are compared. */
  @Parameter(property = "db.ownership", defaultValue = "false")
  private boolean ownership;

  /** Packages of dependencies whose entities belong to the model, with commas. */
  @Parameter(property = "db.jpa.packages", alias = "jpa.packages")
  private @Nullable String jpaPackages;

  /** The unit of persistence.xml, where it has several. */
  @Parameter(property = "db.jpa.unit", alias = "jpa.unit")
  private @Nullable String jpaUnit;

  /** Properties for the persistence provider; in the POM only. */
  @Parameter private @Nullable Map<String, String> jpaProperties;

  /** Work that compares. */
  interface Comparing<T> {
    T run(AutogenerateConfig config, @Nullable MigratorConfig live);
  }

  @Override
  boolean needsFolder() {
    return false;
  }

  /** Works with the configured database, if there is one, and with a scratch server. */
  final <T> T comparing(Comparing<T> work) {
    if (connection().kind() == Kind.NONE) {
      return scratch(embeddedMajor(), null, work);
    }
    return withConfig(
        Gate.OPEN, (config, database) -> scratch(ScratchTarget.major(config), config, work));
  }

  /** Works with a scratch server alone. */
  final <T> T alone(Comparing<T> work) {
    return scratch(embeddedMajor(), null, work);
  }

  private <T> T scratch(int major, @Nullable MigratorConfig live, Comparing<T> work) {
    try {
      return withScratch(major, live, server -> work.run(config(server, live), live));
    } catch (ModelException e) {
      throw new MigrationException(String.valueOf(e.getMessage()), "", e);
    }
  }

  private AutogenerateConfig config(ScratchPlace server, @Nullable MigratorConfig live) {
    EngineOptions engine = engine();
    DiffOptions diff =
        DiffOptions.DEFAULT
            .renaming(EngineOptions.list(option("rename", rename)))
            .allowing(Set.copyOf(EngineOptions.list(allowed())))
            .concurrently(option("concurrently", concurrently))
            .notNullByCheck(option("notNullByCheck", notNullByCheck))
            .ownership(option("ownership", ownership));
    return new AutogenerateConfig(
        folder(),
        models(),
        server,
        engine.script(),
        EngineOptions.list(schemas()),
        diff,
        Path.of(project().getBuild().getDirectory()).resolve("db"),
        live == null ? new ToSink(output()) : live.listener());
  }

  /** The text of {@code db.schemas}. */
  final @Nullable String schemas() {
    return option("schemas", schemas);
  }

  /** What the option names; no source where it is not set. */
  final Models models() {
    String sources = option("model", model);
    return sources == null
        ? new Models(List.of())
        : Models.parse(sources, name -> new SqlFiles(path(name), name), this::entities);
  }

  /** Whether there are models to compare with; entities that are not compiled are told of. */
  final boolean hasModels() {
    String sources = option("model", model);
    if (sources == null) {
      return false;
    }
    Path output = Path.of(project().getBuild().getOutputDirectory());
    if (EngineOptions.list(sources).contains("jpa") && !Files.isDirectory(output)) {
      output().warn("the models are not compared: " + output + " is missing, compile first");
      return false;
    }
    return true;
  }

  /** Every scope but the tests' own classes: a provider that a server brings may be in any. */
  private JpaModel entities() {
    MavenProject module = project();
    try {
      Path output = Path.of(module.getBuild().getOutputDirectory());
      Path tests = Path.of(module.getBuild().getTestOutputDirectory());
      List<Path> classPath =
          module.getTestClasspathElements().stream()
              .map(Path::of)
              .filter(element -> !element.equals(tests))
              .toList();
      return new JpaModel(
          new JpaSettings(
              classPath,
              List.of(output),
              EngineOptions.list(option("jpa.packages", jpaPackages)),
              option("jpa.unit", jpaUnit),
              jpaProperties == null ? Map.of() : jpaProperties));
    } catch (DependencyResolutionRequiredException e) {
      throw new MigrationException(
          "the project's dependencies are not resolved: " + e.getMessage(),
          "run mvn compile first",
          e);
    }
  }

  /** Writes files into the folder. */
  final NewMigration maker() {
    return new NewMigration(folder(), Clock.systemUTC(), RevisionIds.random());
  }
}
