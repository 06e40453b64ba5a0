package dev.dbpush.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CommandLineTest {
  private static final String SECRET = "hunter2";

  @TempDir Path folder;

  @Test
  void withoutAVerbItSaysWhatThereIs() {
    CliRun run = run();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("push", "downgrade", "Exit codes:", "To begin:");
  }

  @Test
  void everyVerbHasAHelpWithExamples() {
    for (String verb : verbs()) {
      CliRun run = run(verb, "--help");
      assertThat(run.code()).as(verb).isZero();
      assertThat(run.out()).as(verb).contains("Usage: dbpush " + verb, "Examples:");
      assertThat(run.err()).as(verb).isEmpty();
    }
  }

  @Test
  void aMistypedOptionIsNamedWithoutItsValue() {
    CliRun run = run("push", "--pasword=" + SECRET);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("unknown option --pasword", "--password-file");
    assertThat(run.out() + run.err()).doesNotContain(SECRET);
  }

  @Test
  void noWayOfGivingAPasswordAsAnArgumentIsTakenOrRepeated() {
    for (String[] arguments :
        new String[][] {
          {"push", "--password", SECRET},
          {"push", "--password=" + SECRET},
          {"push", "--url=postgresql://app:" + SECRET + "@localhost/shop"},
          {"push", "--url", "jdbc:postgresql://localhost/shop?user=app&password=" + SECRET},
          {"push", "--ulr", "postgresql://app:" + SECRET + "@localhost/shop"},
          {"push", "head", "postgresql://app:" + SECRET + "@localhost/shop"},
          {"postgresql://app:" + SECRET + "@localhost/shop"}
        }) {
      CliRun run = run(arguments);
      assertThat(run.code()).as(arguments[0]).isIn(ExitCode.USAGE, ExitCode.FAILED);
      assertThat(run.out() + run.err()).doesNotContain(SECRET).contains("error:");
    }
  }

  @Test
  void aPathThatIsNoneIsAMistakeOfTheCommandLine() {
    CliRun run = run("check", "--migrations=a\0b");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("a path cannot be read", "LC_ALL").doesNotContain("\tat ");
  }

  @Test
  void aMistypedVerbIsAnsweredWithTheOneThatIsMeant() {
    CliRun run = run("pus");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("there is no \"pus\" here", "push");
  }

  @Test
  void aDowngradeWithoutATargetIsAWrongCommandLine() {
    CliRun run = run("downgrade");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("the target is missing", "dbpush downgrade -1");
  }

  @Test
  void twoTargetsAreRefused() {
    assertThat(run("push", "head", "--to=base").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theEmbeddedDatabaseIsNotInThisProgram() {
    CliRun run = run("push", "--url=embedded");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("embedded PostgreSQL belongs to the Maven plugin", "--url=");
  }

  @Test
  void withoutADatabaseAPushFails() {
    CliRun run = run("push");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("no database is configured", "DATABASE_URL");
  }

  @Test
  void aScriptWithoutADatabaseIsToldThatItNeedsNone() {
    CliRun run = run("script");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("no database is configured", "--from=base", "DATABASE_URL");
  }

  @Test
  void remediesNameTheOptionsOfTheCommandLine() {
    CliRun run =
        CliRun.of(
            folder, Map.of("DATABASE_URL", "none"), "push", "--lockTimeout=soon", "--url=x://");
    assertThat(run.err()).doesNotContain("db.", "mvn ");
    CliRun missing = run("check", "--migrations=nowhere");
    assertThat(missing.err()).contains("dbpush new --name=").doesNotContain("-Ddb.", "mvn ");
    assertThat(Wording.of("run db:lock, or -Ddb.confirm=shop; db.history.table says"))
        .isEqualTo("run dbpush lock, or --confirm=shop; --history-table says");
    assertThat(Wording.of("SELECT * FROM db.orders")).isEqualTo("SELECT * FROM db.orders");
    assertThat(Wording.of("  table db.user: 3 rows")).isEqualTo("  table db.user: 3 rows");
    assertThat(Wording.of("ACCESS EXCLUSIVE on db.name")).isEqualTo("ACCESS EXCLUSIVE on db.name");
  }

  @Test
  void optionsMayBeSpelledAsTheGoalsSpellThem() {
    assertThat(Arguments.normalised("push", "--lockTimeout=5s", "--history.table", "H"))
        .containsExactly("push", "--lock-timeout=5s", "--history-table", "H");
  }

  @Test
  void aRelativeTargetNeedsNoOption() {
    assertThat(Arguments.normalised("downgrade", "-1")).containsExactly("downgrade", "--to=-1");
    assertThat(Arguments.normalised("push", "--to", "+2")).containsExactly("push", "--to", "+2");
  }

  @Test
  void theCompletionKnowsVerbsAndOptions() {
    CliRun run = run("completion");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("#!/usr/bin/env bash")
        .contains("_complete_dbpush", "downgrade", "--lock-timeout")
        .doesNotContain("'--password'");
  }

  @Test
  void coloursAreShownOnlyWhereTheyMayBe() {
    String escape = "\u001b[";
    assertThat(CliRun.of(folder, Map.of(), true, "push").err()).contains(escape);
    assertThat(CliRun.of(folder, Map.of(), false, "push").err()).doesNotContain(escape);
    run("new", "first");
    assertThat(CliRun.of(folder, Map.of(), true, "show", "--format=json").out())
        .startsWith("{")
        .doesNotContain(escape);
  }

  @Test
  void theGuideNamesEveryOptionAndNoOther() throws IOException {
    String guide = Files.readString(Path.of("../docs/cli.md"));
    Set<String> named =
        Pattern.compile("`(--[a-z-]+)`")
            .matcher(guide)
            .results()
            .map(MatchResult::group)
            .map(text -> text.replace("`", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = new TreeSet<>();
    root().getSubcommands().values().stream()
        .flatMap(verb -> verb.getCommandSpec().options().stream())
        .filter(option -> !option.hidden())
        .forEach(option -> known.add(option.longestName()));
    assertThat(named).isEqualTo(known);
    assertThat(verbs()).allSatisfy(verb -> assertThat(guide).contains("| `" + verb));
  }

  private CliRun run(String... arguments) {
    return CliRun.of(folder, Map.of(), arguments);
  }

  private CommandLine root() {
    return Dbpush.commandLine(
        new Surroundings(
            Map.of(),
            folder,
            new java.io.PrintWriter(new java.io.StringWriter()),
            new java.io.PrintWriter(new java.io.StringWriter()),
            false));
  }

  private Set<String> verbs() {
    return root().getSubcommands().keySet();
  }

  @Test
  void aMistakeOfTheProgramsOwnSaysWhatToReport() {
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            Map.of(),
            Path.of("."),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            false);
    CommandLine line = Dbpush.commandLine(surroundings);
    int code =
        new Failures(surroundings)
            .failure(new IllegalStateException("odd"), line, line.parseArgs("status"));
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains("IllegalStateException: odd")
        .contains("dbpush itself failed")
        .contains("the verb (status)")
        .contains("take passwords and data out first");
  }
}
