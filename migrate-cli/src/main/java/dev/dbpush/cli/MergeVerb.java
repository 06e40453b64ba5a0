package dev.dbpush.cli;

import dev.dbpush.core.authoring.CreatedMigration;
import dev.dbpush.core.authoring.Merge;
import dev.dbpush.core.authoring.RevisionIds;
import dev.dbpush.core.report.FileText;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mends a fork: adds a revision that has both heads as its parents. Needs no database. */
@Command(
    name = "merge",
    description =
        "Mends a fork: adds a revision that has both heads as its parents. Needs no database.",
    footer = {"%nExamples:", "  dbpush merge", "  dbpush merge --name=join_orders_and_billing"})
final class MergeVerb extends Verb {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The new revision's name. Default: made of the two heads' names.")
  private @Nullable String name;

  @Option(
      names = "--from",
      paramLabel = "REVISION",
      description = "One of the two heads, where the chain has more than two.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "REVISION", description = "The other head.")
  private @Nullable String to;

  @Override
  int run() {
    List<String> heads = Stream.of(from, to).filter(Objects::nonNull).toList();
    Optional<CreatedMigration> merged =
        new Merge(folder(), Clock.systemUTC(), RevisionIds.random()).merge(name, heads);
    console()
        .outcome(
            style -> FileText.merged(merged, folder().name()), () -> FileText.mergedJson(merged));
    return ExitCode.DONE;
  }
}
