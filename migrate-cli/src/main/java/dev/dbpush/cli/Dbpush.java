package dev.dbpush.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ScopeType;

/** The command itself; its subcommands are the verbs. */
@Command(
    name = "dbpush",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    versionProvider = Release.class,
    synopsisSubcommandLabel = "VERB",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    subcommands = {
      NewVerb.class,
      CheckVerb.class,
      LockCommand.class,
      RebaseVerb.class,
      MergeVerb.class,
      StatusVerb.class,
      PushVerb.class,
      DowngradeVerb.class,
      HistoryVerb.class,
      ShowVerb.class,
      StampVerb.class,
      ResolveVerb.class,
      ImportVerb.class,
      CompletionVerb.class
    })
final class Dbpush implements Runnable {
  private final Surroundings surroundings;

  private Dbpush(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs a command and gives its exit code. */
  static int run(Surroundings surroundings, String... arguments) {
    return commandLine(surroundings).execute(Arguments.normalised(arguments));
  }

  /** The parser. */
  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine line = new CommandLine(new Dbpush(surroundings));
    line.getCommandSpec()
        .usageMessage()
        .description(
            "Schema migrations for PostgreSQL: a chain of reviewed SQL files.",
            "",
            "A folder (--migrations) holds the files; the database holds a history of what ran."
                + " dbpush status compares the two, dbpush push runs what is pending.")
        .footer(
            "%nTo begin:",
            "  dbpush new create_member            adds a file to write SQL into",
            "  dbpush check                        is everything in order?",
            "  dbpush push --url=postgresql://app@localhost/shop",
            "%nExit codes: 0 done, 1 failed, 2 wrong command line, 3 pending, 4 drift (3 and 4 of"
                + " status --exit-code).",
            "dbpush VERB --help tells a verb's options. NO_COLOR=1 turns colours off.");
    line.setOut(surroundings.out());
    line.setErr(surroundings.err());
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(surroundings.colours() ? Ansi.ON : Ansi.OFF));
    line.setExpandAtFiles(false);
    line.setParameterExceptionHandler(new Failures(surroundings)::usage);
    line.setExecutionExceptionHandler(new Failures(surroundings)::failure);
    return line;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public void run() {
    commandLine(surroundings).usage(surroundings.out());
  }
}
