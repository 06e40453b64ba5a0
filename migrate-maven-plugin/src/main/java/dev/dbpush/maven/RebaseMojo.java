package dev.dbpush.maven;

import dev.dbpush.core.authoring.Rebase;
import dev.dbpush.core.authoring.Rebased;
import dev.dbpush.core.report.FileText;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Mends a fork: sets the branch that no database has behind the other one, and mends the conflict
 * in chain.lock.
 */
@Mojo(name = "rebase", threadSafe = true, requiresProject = false)
@NullUnmarked
final class RebaseMojo extends AbstractDatabaseMojo {
  /** A revision of the branch that moves; by default the one of which the history holds nothing. */
  @Parameter(property = "db.from")
  private @Nullable String from;

  /** A revision of the branch that it follows; by default the other one. */
  @Parameter(property = "db.to")
  private @Nullable String to;

  @Override
  void run() {
    Rebased rebased = new Rebase(folder()).rebase(option("from", from), option("to", to), held());
    output().outcome(style -> FileText.lines(rebased), () -> FileText.json(rebased));
  }
}
