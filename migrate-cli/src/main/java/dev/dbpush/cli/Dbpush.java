package dev.dbpush.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
    parameterListHeading = "%nArguments:%n")
final class Dbpush implements Runnable {
  /** In the order of the help. */
  private static final Map<String, Supplier<Object>> VERBS = new LinkedHashMap<>();

  static {
    VERBS.put("init", InitCommand::new);
    VERBS.put("dev", DevCommand::new);
    VERBS.put("new", NewVerb::new);
    VERBS.put("check", CheckVerb::new);
    VERBS.put("lock", LockCommand::new);
    VERBS.put("rebase", RebaseVerb::new);
    VERBS.put("merge", MergeVerb::new);
    VERBS.put("status", StatusVerb::new);
    VERBS.put("push", PushVerb::new);
    VERBS.put("downgrade", DowngradeVerb::new);
    VERBS.put("script", ScriptVerb::new);
    VERBS.put("schema", SchemaCommand::new);
    VERBS.put("history", HistoryVerb::new);
    VERBS.put("show", ShowVerb::new);
    VERBS.put("stamp", StampVerb::new);
    VERBS.put("resolve", ResolveVerb::new);
    VERBS.put("health", HealthCommand::new);
    VERBS.put("reset", ResetCommand::new);
    VERBS.put("nuke", NukeCommand::new);
    VERBS.put("protect", ProtectCommand::new);
    VERBS.put("import", ImportVerb::new);
    VERBS.put("export", ExportVerb::new);
    VERBS.put("completion", CompletionVerb::new);
  }

  private final Surroundings surroundings;

  private Dbpush(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs a command and gives its exit code. */
  static int run(Surroundings surroundings, String... arguments) {
    String[] normal = Arguments.normalised(arguments);
    // The parser looks at every option of every verb that it knows, which is most of the start.
    boolean isVerb = normal.length > 0 && VERBS.containsKey(normal[0]);
    CommandLine line =
        isVerb ? commandLine(surroundings, List.of(normal[0])) : commandLine(surroundings);
    return line.execute(normal);
  }

  /** The parser of all verbs. */
  static CommandLine commandLine(Surroundings surroundings) {
    return commandLine(surroundings, VERBS.keySet());
  }

  private static CommandLine commandLine(Surroundings surroundings, Collection<String> verbs) {
    CommandLine line = new CommandLine(new Dbpush(surroundings));
    for (String verb : verbs) {
      Supplier<Object> maker = VERBS.get(verb);
      if (maker != null) {
        line.addSubcommand(verb, maker.get());
      }
    }
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
                + " status --exit-code), 5 a problem (of health --exit-code).",
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
