package dev.dbpush.maven;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.authoring.Check;
import dev.dbpush.core.authoring.CheckReport;
import dev.dbpush.core.autogenerate.SchemaVerb;
import dev.dbpush.core.offline.CommittedScript;
import dev.dbpush.core.report.FileText;
import dev.dbpush.core.report.ToSink;
import dev.dbpush.sql.syntax.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Checks files, chain, chain.lock and statements without a database, and fails with everything that
 * is wrong; where {@code db.model} is set, compares the chain's end with the models too, on scratch
 * databases.
 */
@Mojo(
    name = "check",
    threadSafe = true,
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST)
@NullUnmarked
final class CheckMojo extends AbstractModelMojo {
  /** Committed scripts, with commas, that must be what the chain renders to. */
  @Parameter(property = "db.script")
  private @Nullable String script;

  @Override
  boolean needsFolder() {
    return true;
  }

  @Override
  void run() throws MojoFailureException {
    CheckReport files = Check.withStatements(0).run(folder().read());
    CheckReport report =
        files.passed() && hasModels()
            ? alone((config, live) -> new SchemaVerb(config).check(files))
            : files;
    String committed = option("script", script);
    if (files.passed() && committed != null) {
      report =
          report.and(
              CommittedScript.check(
                  engine().config(Migrations.in(folder()), null, new ToSink(output())),
                  engine().hazards(),
                  committed,
                  this::path),
              List.of());
    }
    told(report);
  }

  private void told(CheckReport report) throws MojoFailureException {
    output().outcome(style -> FileText.lines(report, style), () -> FileText.json(report));
    if (!report.passed()) {
      throw failure(
          "\n"
              + report.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")),
          null);
    }
  }
}
