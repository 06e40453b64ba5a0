package dev.dbpush.maven;

import dev.dbpush.core.authoring.CreatedMigration;
import dev.dbpush.core.authoring.Merge;
import dev.dbpush.core.authoring.RevisionIds;
import dev.dbpush.core.report.FileText;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Mends a fork: adds a revision that has both heads as its parents. Needs no database. */
@Mojo(name = "merge", threadSafe = true, requiresProject = false)
@NullUnmarked
final class MergeMojo extends AbstractDbMojo {
  /** The new revision's name; by default made of the two heads' names. */
  @Parameter(property = "db.name")
  private @Nullable String name;

  /** One of the two heads, where the chain has more than two. */
  @Parameter(property = "db.from")
  private @Nullable String from;

  /** The other head. */
  @Parameter(property = "db.to")
  private @Nullable String to;

  @Override
  void run() {
    List<String> heads =
        Stream.of(option("from", from), option("to", to)).filter(Objects::nonNull).toList();
    Optional<CreatedMigration> merged =
        new Merge(folder(), Clock.systemUTC(), RevisionIds.random())
            .merge(option("name", name), heads);
    output()
        .outcome(
            style -> FileText.merged(merged, folder().name()), () -> FileText.mergedJson(merged));
  }
}
