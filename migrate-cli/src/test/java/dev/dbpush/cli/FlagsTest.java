package dev.dbpush.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The verbs and their options are those of the goals, but for what only Maven has. */
final class FlagsTest {
  private static final Path DOCS = Path.of("..", "docs");

  /** What belongs to Maven: its server, its settings, the build's class path. */
  private static final Set<String> OF_MAVEN =
      Set.of(
          "skip",
          "server",
          "embedded.version",
          "embedded.dir",
          "jpa.packages",
          "jpa.unit",
          "jpaProperties");

  private static final Set<String> OF_THE_COMMAND_LINE = Set.of("help", "version", "verbose");
  private static final Set<String> VERBS_OF_MAVEN = Set.of("start", "stop");

  @Test
  void everyOptionOfAGoalIsOneOfItsVerb() throws Exception {
    Map<String, Set<String>> flags = flags();
    Set<String> missing = new TreeSet<>();
    for (String line : Files.readAllLines(DOCS.resolve("options.md"))) {
      if (!line.startsWith("| `db.")) {
        continue;
      }
      String[] cells = line.split("\\|");
      String option = cells[1].replace("`", "").strip().substring("db.".length());
      if (OF_MAVEN.contains(option)) {
        continue;
      }
      for (String goal : goals(cells[3], flags.keySet())) {
        Set<String> known = flags.get(goal);
        if (known != null && !known.contains(Wording.kebab(option))) {
          missing.add(goal + " --" + Wording.kebab(option));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyOptionOfAVerbIsInTheTableOfOptionsAndInTheGuide() throws Exception {
    String options = Files.readString(DOCS.resolve("options.md"));
    String guide = Files.readString(DOCS.resolve("cli.md"));
    Set<String> known = new TreeSet<>(OF_THE_COMMAND_LINE);
    for (String line : options.split("\n")) {
      if (line.startsWith("| `db.")) {
        known.add(Wording.kebab(line.split("`")[1].substring("db.".length())));
      }
    }
    flags()
        .forEach(
            (verb, flags) -> {
              assertThat(known).as(verb).containsAll(flags);
              for (String flag : flags) {
                assertThat(guide.contains("`--" + flag + "`") || flag.equals("password"))
                    .as("docs/cli.md has --%s", flag)
                    .isTrue();
              }
            });
  }

  @Test
  void everyGoalIsAVerbAndIsInTheGuide() throws Exception {
    Set<String> verbs = flags().keySet();
    String guide = Files.readString(DOCS.resolve("cli.md"));
    try (var pages = Files.list(DOCS.resolve("goals"))) {
      for (Path page : pages.toList()) {
        String goal = page.getFileName().toString().replace(".md", "");
        if (!VERBS_OF_MAVEN.contains(goal)) {
          assertThat(verbs).contains(goal);
          assertThat(guide).contains("| `" + goal);
        }
      }
    }
  }

  @Test
  void everyVerbTeachesByExamplesAndShowsNoPasswordOption() {
    for (CommandLine verb : commandLine().getSubcommands().values()) {
      String help = verb.getUsageMessage();
      assertThat(help)
          .as(verb.getCommandName())
          .contains("Usage: dbpush " + verb.getCommandName())
          .contains("Example")
          .contains("dbpush " + verb.getCommandName())
          .doesNotContain("--password ")
          .doesNotContain("\u001b");
    }
  }

  private static Set<String> goals(String cell, Set<String> all) {
    String text = cell.strip();
    if (text.equals("all")) {
      return all;
    }
    if (text.equals("with a database")) {
      return Set.of("push", "downgrade", "status", "history", "stamp", "resolve", "script");
    }
    Set<String> goals = new TreeSet<>();
    for (String part : text.split("[,;]")) {
      String name = part.strip();
      goals.add(name.contains(" ") ? "" : name);
    }
    return goals;
  }

  private static Map<String, Set<String>> flags() {
    Map<String, Set<String>> flags = new TreeMap<>();
    commandLine()
        .getSubcommands()
        .forEach(
            (name, verb) -> {
              Set<String> own = new TreeSet<>();
              for (OptionSpec option : verb.getCommandSpec().options()) {
                Arrays.stream(option.names())
                    .filter(spelling -> spelling.startsWith("--"))
                    .forEach(spelling -> own.add(spelling.substring(2)));
              }
              if (!name.equals("completion")) {
                flags.put(name, own);
              }
            });
    return flags;
  }

  private static CommandLine commandLine() {
    return Dbpush.commandLine(
        new Surroundings(
            Map.of(),
            Path.of("."),
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            false));
  }
}
