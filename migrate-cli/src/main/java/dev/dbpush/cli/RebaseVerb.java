package dev.dbpush.cli;

import dev.dbpush.core.authoring.Rebase;
import dev.dbpush.core.authoring.Rebased;
import dev.dbpush.core.report.FileText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mends a fork: sets the branch that no database has behind the other one. */
@Command(
    name = "rebase",
    description = {
      "Mends a fork: sets the branch that no database has behind the other one.",
      "Mends the conflict in chain.lock too."
    },
    footer = {"%nExamples:", "  dbpush rebase", "  dbpush rebase --from=55296ad2 --to=9c1e04ab"})
final class RebaseVerb extends DatabaseVerb {
  @Option(
      names = "--from",
      paramLabel = "REVISION",
      description =
          "A revision of the branch that moves. Default: the one that the history does not hold.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "REVISION",
      description = "A revision of the branch that it follows. Default: the other one.")
  private @Nullable String to;

  @Override
  int run() {
    Rebased rebased = new Rebase(folder()).rebase(from, to, held());
    console().outcome(style -> FileText.lines(rebased), () -> FileText.json(rebased));
    return ExitCode.DONE;
  }
}
