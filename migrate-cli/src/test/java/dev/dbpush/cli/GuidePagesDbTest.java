package dev.dbpush.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.Psql;
import dev.dbpush.core.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of the pages by role, in the order in which they stand, on the sample chain. A line
 * that ends in {@code # exits with N} must do so; all others must succeed.
 */
final class GuidePagesDbTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern FENCE = Pattern.compile("(?s)\\n```(\\w+)\\n(.*?)\\n```");
  private static final Pattern EXIT = Pattern.compile("# exits with (\\d)");

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir private Path folder;
  private final StringBuilder said = new StringBuilder();

  @BeforeEach
  void aWorkingCopy() throws IOException {
    copy(ROOT.resolve("migrations"), folder.resolve("migrations"));
    copy(ROOT.resolve("docs/roles"), folder.resolve("docs/roles"));
  }

  @AfterEach
  void dropTheRolesOfThePages() throws SQLException {
    for (String role : List.of("shop_push", "shop_status")) {
      if (!database.query("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'").isEmpty()) {
        database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
      }
    }
  }

  @Test
  void theCommandsOfTheDbasPageRun() throws Exception {
    assertThat(run("dba.md")).isGreaterThan(10);
    assertThat(said).contains("PASS").doesNotContain("FAIL");
  }

  @Test
  void theCommandsOfTheReviewersPageRunAndSayWhatItShows() throws Exception {
    assertThat(run("reviewer.md")).isGreaterThan(3);
    said.append(Files.readString(folder.resolve("review.sql")));
    List<String> shown = fences("reviewer.md", "text");
    assertThat(shown).hasSizeGreaterThan(3);
    assertThat(shown).allSatisfy(text -> assertThat(said.toString()).contains(text));
  }

  @Test
  void theCommandsOfTheTroubleshootingPageRun() throws Exception {
    dbpush("push", 0);
    assertThat(run("troubleshooting.md")).isGreaterThan(7);
  }

  @Test
  void everyMavenCommandOfTheMaintainersPageIsRunByAScenario() throws Exception {
    List<String> scenario = new ArrayList<>();
    for (String line :
        Files.readAllLines(
            ROOT.resolve("it/src/it/the-maintainers-page-is-what-runs/invoker.properties"))) {
      if (line.startsWith("invoker.goals")) {
        scenario.add("mvn " + line.substring(line.indexOf('=') + 1).strip());
      }
    }
    assertThat(commands("maintainer.md")).isNotEmpty().isEqualTo(scenario);
  }

  @Test
  void everyPageOfTheIndexIsThereAndEveryPageIsInIt() throws Exception {
    String index = Files.readString(ROOT.resolve("docs/README.md"));
    Matcher links = Pattern.compile("\\]\\(([^)#]+)").matcher(index);
    while (links.find()) {
      assertThat(ROOT.resolve("docs").resolve(links.group(1))).exists();
    }
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
      pages
          .map(page -> page.getFileName().toString())
          .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
          .forEach(name -> assertThat(index).contains("(" + name));
    }
  }

  private int run(String page) throws Exception {
    List<String> commands = commands(page);
    for (String command : commands) {
      Matcher exit = EXIT.matcher(command);
      int expected = exit.find() ? Integer.parseInt(exit.group(1)) : 0;
      String bare = command.replaceFirst(" +#.*", "").strip();
      if (bare.startsWith("dbpush ")) {
        dbpush(bare.substring("dbpush ".length()), expected);
      } else {
        assertThat(bare).startsWith("psql -X ");
        psql(bare.split(" "));
      }
    }
    return commands.size();
  }

  private void dbpush(String arguments, int expected) {
    CliRun run =
        CliRun.of(
            folder,
            Map.of(
                "DATABASE_URL", database.url(),
                "PGUSER", database.user(),
                "PGPASSWORD", database.password()),
            arguments.split(" "));
    assertThat(run.code())
        .as("dbpush %s: %s%s", arguments, run.out(), run.err())
        .isEqualTo(expected);
    said.append(run.out());
  }

  private void psql(String... words) throws IOException {
    List<String> options = new ArrayList<>();
    Path file = null;
    for (int i = 2; i < words.length; i += 2) {
      if (words[i].equals("-f")) {
        file = folder.resolve(words[i + 1]);
      } else {
        options.addAll(List.of(words[i], words[i + 1]));
      }
    }
    assertThat(file).isNotNull();
    Psql.Result result = Psql.required().runFile(database, file, options.toArray(String[]::new));
    assertThat(result.errors()).as(String.join(" ", words)).isEmpty();
    assertThat(result.exitCode()).isZero();
    said.append(result.output());
  }

  private static List<String> commands(String page) throws IOException {
    return fences(page, "sh").stream().flatMap(String::lines).toList();
  }

  private static List<String> fences(String page, String language) throws IOException {
    List<String> fences = new ArrayList<>();
    Matcher matcher = FENCE.matcher(Files.readString(ROOT.resolve("docs").resolve(page)));
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        fences.add(matcher.group(2));
      }
    }
    return fences;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".sql") || name.equals("chain.lock")) {
          Files.copy(file, to.resolve(name));
        }
      }
    }
  }
}
