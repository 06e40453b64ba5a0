package dev.dbpush.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remedies of the engine name options and verbs as a Maven build writes them ({@code
 * -Ddb.confirm=…}, {@code db:lock}); a person at a command line is told what to type there.
 */
final class Wording {
  private static final String VERBS =
      "init|dev|schema|new|lock|rebase|merge|resolve|push|downgrade|status|history|show|check|stamp|import|script|protect|health|reset|nuke";

  private static final Pattern VERB =
      Pattern.compile("(?<![\\w.:-])(?:mvn (?:-q )?)?db:(" + VERBS + ")(?![\\w:-])");

  private static final Pattern OPTION =
      Pattern.compile(
          // A schema may be called db, too.
          "(?:(?<given>-Ddb\\.)|(?<!\\b(?i:table|view|index|column|sequence|type|domain|function|procedure|constraint|trigger|on|into|update|join|references)"
              + " )(?<![\\w.\"/-])db\\.)"
              + "(?<name>url|user|passwordFile|migrations|to|from|name|confirm|approved|allow|deny"
              + "|searchPath|lockTimeout|statementTimeout|waitForLock|batch|format|exitCode|segment"
              + "|source|layout|placeholders|stamp\\.table|stamp|history\\.schema|history\\.table"
              + "|retry\\.attempts|retry\\.delay|script|flavour|variant|idempotent|offline"
              + "|model|scratch|measure|rename|concurrently|notNullByCheck|ownership|createOnly|adopt|off|fix|fresh|dryRun|evenIf|backup|schemas|copy|serverVersion|forDatabase|reports|check)"
              + "(?![\\w])");

  private Wording() {}

  /** A text of the engine, in the words of the command line. */
  static String of(String text) {
    String verbs = VERB.matcher(text).replaceAll("dbpush $1");
    Matcher options = OPTION.matcher(verbs);
    String named = options.replaceAll(found -> "--" + kebab(found.group(2)));
    return named
        .replace(", a <server> of settings.xml (db.server)", "")
        .replace(", settings.xml (db.server)", "")
        .replace("the POM", "the project");
  }

  /**
   * {@code lockTimeout} and {@code history.table} as {@code lock-timeout}, {@code history-table}.
   */
  static String kebab(String name) {
    StringBuilder kebab = new StringBuilder();
    for (char c : name.toCharArray()) {
      if (c == '.') {
        kebab.append('-');
      } else if (Character.isUpperCase(c)) {
        kebab.append('-').append(String.valueOf(c).toLowerCase(Locale.ROOT));
      } else {
        kebab.append(c);
      }
    }
    return kebab.toString();
  }
}
