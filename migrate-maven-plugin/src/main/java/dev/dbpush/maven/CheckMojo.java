package dev.dbpush.maven;

import dev.dbpush.core.authoring.Check;
import dev.dbpush.core.authoring.CheckReport;
import dev.dbpush.core.report.FileText;
import dev.dbpush.sql.syntax.Problem;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Checks files, chain, chain.lock and statements without a database, and fails with everything that
 * is wrong.
 */
@Mojo(name = "check", threadSafe = true, defaultPhase = LifecyclePhase.VERIFY)
final class CheckMojo extends AbstractDbMojo {
  @Override
  void run() throws MojoFailureException {
    CheckReport report = Check.withStatements(0).run(folder().read());
    output().outcome(style -> FileText.lines(report, style), () -> FileText.json(report));
    if (!report.passed()) {
      throw failure(
          "\n"
              + report.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")),
          null);
    }
  }
}
