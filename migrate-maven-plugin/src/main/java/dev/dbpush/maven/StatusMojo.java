package dev.dbpush.maven;

import dev.dbpush.core.StatusReport;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.report.StatusText;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** Says where the database is: what is applied, what is pending, what does not fit together. */
@Mojo(name = "status", threadSafe = true, requiresProject = false)
@NullUnmarked
final class StatusMojo extends AbstractDatabaseMojo {
  /** Fails the build unless the database is where the chain ends. */
  @Parameter(property = "db.exitCode", defaultValue = "false")
  private boolean exitCode;

  @Override
  void run() throws MojoFailureException {
    StatusReport report =
        withDatabase(
            (migrator, database) -> {
              StatusReport status = migrator.status();
              Chain chain = migrator.chain();
              output()
                  .outcome(
                      style -> StatusText.lines(status, chain, style),
                      () -> StatusText.json(status));
              return status;
            });
    if (option("exitCode", exitCode) && !report.isClean()) {
      throw failure(
          report.database() + " is not where the chain ends: " + StatusText.summary(report), null);
    }
  }
}
