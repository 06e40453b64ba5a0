package dev.dbpush.maven;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.report.ShowText;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.script.Script;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Shows one revision: its header, its SQL as it would be run, its hazards. Needs no database. */
@Mojo(name = "show", threadSafe = true, requiresProject = false)
@NullUnmarked
final class ShowMojo extends AbstractDatabaseMojo {
  /** Which one: an id or the first digits of one; by default the head. */
  @Parameter(property = "db.to", defaultValue = "head")
  private @Nullable String to;

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
    output()
        .outcome(
            style -> ShowText.lines(script, chain, folder().name(), style),
            () -> ShowText.json(script, chain));
  }
}
