package dev.dbpush.maven;

import dev.dbpush.core.authoring.Check;
import dev.dbpush.core.authoring.CheckReport;
import dev.dbpush.core.autogenerate.SchemaVerb;
import dev.dbpush.core.report.FileText;
import dev.dbpush.sql.syntax.Problem;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

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
final class CheckMojo extends AbstractModelMojo {
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
    output().outcome(style -> FileText.lines(report, style), () -> FileText.json(report));
    if (!report.passed()) {
      throw failure(
          "\n"
              + report.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")),
          null);
    }
  }
}
