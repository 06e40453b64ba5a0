package dev.dbpush.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Prints the script that completes this command in a shell. */
@Command(
    name = "completion",
    description = "Prints the script that completes dbpush in bash and zsh.",
    footer = {
      "%nExamples:",
      "  source <(dbpush completion)         for this shell",
      "  dbpush completion > /etc/bash_completion.d/dbpush"
    })
@NullUnmarked
final class CompletionVerb implements Callable<Integer> {
  @ParentCommand private Dbpush root;

  @Override
  public Integer call() {
    String script = AutoComplete.bash("dbpush", Dbpush.commandLine(root.surroundings()));
    root.surroundings().out().print(script);
    root.surroundings().out().flush();
    return ExitCode.DONE;
  }
}
