package dev.dbpush.cli;

import dev.dbpush.cli.Verb.UsageException;
import dev.dbpush.core.MigrationException;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.report.AnsiStyle;
import dev.dbpush.core.report.Style;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what went wrong. The only place that catches. Arguments are not repeated: a mistyped option
 * may hold a password.
 */
final class Failures {
  /** What is surely a mistyped word and no secret. */
  private static final Pattern WORD = Pattern.compile("[a-z]{1,12}");

  private final Surroundings surroundings;

  Failures(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** A command line that the parser does not understand. */
  int usage(ParameterException e, String[] arguments) {
    String verb = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    tell(message(e), verb + " --help tells what it takes");
    return ExitCode.USAGE;
  }

  private static String message(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      String message = String.valueOf(e.getMessage());
      String value = e.getValue();
      return value == null || value.isEmpty()
          ? message
          : message.replace("'" + value + "'", "what stands there");
    }
    String first = unmatched.getUnmatched().isEmpty() ? "" : unmatched.getUnmatched().get(0);
    List<String> suggestions = unmatched.getSuggestions();
    String meant =
        suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
    if (first.startsWith("-")) {
      int equals = first.indexOf('=');
      return "unknown option " + (equals < 0 ? first : first.substring(0, equals)) + meant;
    }
    return WORD.matcher(first).matches()
        ? "there is no \"" + first + "\" here" + meant
        : "there is an argument too many";
  }

  /** A verb that failed. */
  int failure(Exception e, CommandLine line, ParseResult parsed) {
    if (e instanceof UsageException usage) {
      tell(String.valueOf(usage.getMessage()), usage.remedy());
      return ExitCode.USAGE;
    }
    if (e instanceof MigrationException migration) {
      tell(Wording.of(migration.report()), "");
    } else if (e instanceof ChainException || e instanceof SqlSyntaxException) {
      tell(Wording.of(String.valueOf(e.getMessage())), "");
    } else if (e instanceof UncheckedIOException io) {
      tell(io.getMessage() + ": " + io.getCause().getMessage(), "");
    } else {
      unexpected(e, parsed);
    }
    return ExitCode.FAILED;
  }

  /** A mistake of ours: its stack trace is what helps. */
  private void unexpected(Exception e, ParseResult parsed) {
    ParseResult verb = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    e.printStackTrace(surroundings.err());
    tell(
        "dbpush itself failed: " + e.getClass().getName(),
        "this is a mistake of the program: report the lines above with its version ("
            + Release.version()
            + "), the verb ("
            + verb.commandSpec().name()
            + ") and, if you may, the migration; take passwords and data out first");
  }

  private void tell(String message, String remedy) {
    Style style = surroundings.colours() ? new AnsiStyle() : Style.PLAIN;
    String start = message.contains("\n") ? "\n" : " ";
    surroundings.err().print(style.bad("error:") + start + message + "\n");
    if (!remedy.isEmpty()) {
      surroundings.err().print("  " + remedy + "\n");
    }
    surroundings.err().flush();
  }
}
