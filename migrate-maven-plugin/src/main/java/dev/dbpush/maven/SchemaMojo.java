package dev.dbpush.maven;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.autogenerate.SchemaVerb;
import dev.dbpush.core.autogenerate.SchemaVerb.Comparison;
import dev.dbpush.core.report.DevText;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Compares the database with the chain and with the models: differences as SQL in both directions.
 */
@Mojo(name = "schema", threadSafe = true, requiresDependencyResolution = ResolutionScope.TEST)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
final class SchemaMojo extends AbstractModelMojo {
  /** Fails the build where something differs. */
  @Parameter(property = "db.exitCode", defaultValue = "false")
  private boolean exitCode;

  @Override
  void run() throws MojoFailureException {
    Comparison found =
        comparing(
            (config, live) -> {
              if (live == null) {
                throw new MigrationException(
                    "no database is configured", "set db.url or DATABASE_URL");
              }
              return new SchemaVerb(config).run(live);
            });
    output().outcome(style -> DevText.lines(found, style), () -> DevText.json(found));
    if (option("exitCode", exitCode) && !found.isEqual()) {
      throw failure("the database differs", null);
    }
  }
}
