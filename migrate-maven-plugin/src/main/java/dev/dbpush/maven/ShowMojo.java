package dev.dbpush.maven;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.measure.MeasuredScript;
import dev.dbpush.core.report.ShowText;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.script.Script;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Shows one revision: its header, its SQL as it would be run, its hazards; measured on a scratch
 * database if asked. Needs no database of yours.
 */
@Mojo(name = "show", threadSafe = true, requiresProject = false)
@NullUnmarked
final class ShowMojo extends AbstractScratchMojo {
  /** Which one: an id or the first digits of one; by default the head. */
  @Parameter(property = "db.to", defaultValue = "head")
  private @Nullable String to;

  /** Runs the statements on a scratch database and tells what they locked, rewrote and scanned. */
  @Parameter(property = "db.measure", defaultValue = "false")
  private boolean measure;

  @Override
  void run() {
    Migrator migrator = offline();
    Chain chain = migrator.chain();
    String where = option("to", to);
    RevisionId revision =
        where == null || where.equals("head") ? chain.head() : chain.lookup(where);
    if (revision == null) {
      throw new MigrationException("there are no migrations", "db:new adds one");
    }
    Script script = migrator.show(revision);
    MeasuredScript measured = option("measure", measure) ? measured(script) : null;
    output()
        .outcome(
            style -> ShowText.lines(script, chain, folder().name(), measured, style),
            () -> ShowText.json(script, chain, measured));
  }
}
