package dev.dbpush.maven;

import dev.dbpush.core.HistoryReport;
import dev.dbpush.core.report.HistoryText;
import org.apache.maven.plugins.annotations.Mojo;

/** Shows the chain beside the history: who applied what, when and how. */
@Mojo(name = "history", threadSafe = true, requiresProject = false)
final class HistoryMojo extends AbstractDatabaseMojo {
  @Override
  void run() {
    HistoryReport report = withDatabase((migrator, database) -> migrator.report());
    output().outcome(style -> HistoryText.lines(report, style), () -> HistoryText.json(report));
  }
}
