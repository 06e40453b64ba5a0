package dev.dbpush.cli;

import dev.dbpush.core.ResolveOutcome;
import dev.dbpush.core.report.PushText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says of a half-done revision whether its open segment is done, where the tool cannot know it. */
@Command(
    name = "resolve",
    description =
        "Says of a half-done revision whether its open segment is done, where the tool cannot know"
            + " it.",
    footer = {
      "%nExamples:",
      "  dbpush resolve done                 it is there, whole",
      "  dbpush resolve undone               its effects were taken back by hand"
    })
final class ResolveVerb extends DatabaseVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "done|undone",
      description = "What you found in the database. Required.")
  private @Nullable String answer;

  @Option(names = "--segment", paramLabel = "done|undone", description = "The same as an option.")
  private @Nullable String segment;

  @Override
  int run() {
    String word = String.valueOf(either(answer, segment, "--segment"));
    if (!word.equals("done") && !word.equals("undone")) {
      throw new UsageException(
          "say whether the open segment is done",
          "look at the database, then run dbpush resolve done, or dbpush resolve undone");
    }
    ResolveOutcome outcome = migrator().resolve(word.equals("done"));
    console().outcome(style -> PushText.lines(outcome), () -> PushText.json(outcome));
    return ExitCode.DONE;
  }
}
