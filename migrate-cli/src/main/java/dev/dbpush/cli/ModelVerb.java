package dev.dbpush.cli;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.authoring.NewMigration;
import dev.dbpush.core.authoring.RevisionIds;
import dev.dbpush.core.autogenerate.AutogenerateConfig;
import dev.dbpush.core.connect.ConnectionSettings.Kind;
import dev.dbpush.core.model.ModelException;
import dev.dbpush.core.report.ToSink;
import java.time.Clock;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;

/** What the verbs share that compare models, chain and database. */
@NullUnmarked
abstract class ModelVerb extends ScratchVerb {
  @ArgGroup(validate = false, heading = "%n@|bold Models|@ (docs/models.md)%n")
  private ModelFlags modelFlags = new ModelFlags();

  /** Work that compares. */
  interface Comparing<T> {
    T run(AutogenerateConfig config, @Nullable MigratorConfig live);
  }

  /** The text of {@code --schemas}. */
  final @Nullable String schemas() {
    return modelFlags.schemasText();
  }

  final boolean hasModels() {
    return modelFlags.named();
  }

  /** Works with the configured database, if there is one, and with the scratch server. */
  final <T> T comparing(Comparing<T> work) {
    return with(connection().kind() == Kind.NONE ? null : config(Gate.OPEN), work);
  }

  /** Works with the scratch server alone. */
  final <T> T alone(Comparing<T> work) {
    return with(null, work);
  }

  private <T> T with(@Nullable MigratorConfig live, Comparing<T> work) {
    AutogenerateConfig config =
        new AutogenerateConfig(
            folder(),
            modelFlags.models(this::path),
            scratch(live),
            engine().script(),
            modelFlags.schemas(),
            modelFlags.diff(allowed()),
            KeptSchemas.of(surroundings().environment(), folder().path()),
            live == null ? new ToSink(console()) : live.listener());
    try {
      return work.run(config, live);
    } catch (ModelException e) {
      throw new MigrationException(String.valueOf(e.getMessage()), "", e);
    }
  }

  /** Writes files into the folder. */
  final NewMigration maker() {
    return new NewMigration(folder(), Clock.systemUTC(), RevisionIds.random());
  }
}
