package dev.dbpush.maven;

import dev.dbpush.core.report.ServerText;
import dev.dbpush.embedded.PostgresServer;
import dev.dbpush.embedded.ServerStatus;
import org.apache.maven.plugins.annotations.Mojo;

/** Starts the embedded PostgreSQL and leaves it running, for an application. */
@Mojo(name = "start", threadSafe = true, requiresProject = false)
final class StartMojo extends AbstractDatabaseMojo {
  @Override
  boolean needsFolder() {
    return false;
  }

  @Override
  void run() {
    ServerStatus status = embedded().start();
    ServerText text =
        new ServerText(status.jdbcUrl(EMBEDDED_DATABASE), PostgresServer.USER, status.major());
    output().outcome(text::started, text::json);
  }
}
