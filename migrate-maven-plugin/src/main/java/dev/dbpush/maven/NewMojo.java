package dev.dbpush.maven;

import dev.dbpush.core.authoring.CreatedMigration;
import dev.dbpush.core.authoring.NewMigration;
import dev.dbpush.core.authoring.RevisionIds;
import dev.dbpush.core.report.FileText;
import java.time.Clock;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Adds an empty migration behind the head, with an open line in chain.lock. Needs no database. */
@Mojo(name = "new", threadSafe = true, requiresProject = false)
@NullUnmarked
final class NewMojo extends AbstractDbMojo {
  /** What the migration will do, such as {@code add_email_to_member}. */
  @Parameter(property = "db.name")
  private @Nullable String name;

  @Override
  boolean needsFolder() {
    return false;
  }

  @Override
  void run() {
    String title = option("name", name);
    CreatedMigration created =
        new NewMigration(folder(), Clock.systemUTC(), RevisionIds.random())
            .create(title == null ? "" : title);
    output()
        .outcome(style -> FileText.lines(created, folder().name()), () -> FileText.json(created));
  }
}
