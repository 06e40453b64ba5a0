package dev.dbpush.maven;

import dev.dbpush.core.authoring.LockVerb;
import dev.dbpush.core.authoring.Locked;
import dev.dbpush.core.report.FileText;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Seals chain.lock: open lines, new files, edited files. Refuses edits of revisions that the
 * configured database's history holds; {@code -Ddb.url=none} asks no database.
 */
@Mojo(name = "lock", threadSafe = true)
final class LockMojo extends AbstractDatabaseMojo {
  @Override
  void run() {
    Locked locked = new LockVerb(folder()).lock(held());
    output().outcome(style -> FileText.lines(locked), () -> FileText.json(locked));
  }
}
