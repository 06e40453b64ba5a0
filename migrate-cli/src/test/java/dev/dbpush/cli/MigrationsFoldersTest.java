package dev.dbpush.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.Migrations;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.file.MigrationTemplate;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of several folders one is used, as the table of the container guide says. */
final class MigrationsFoldersTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([^|`]+) \\| ([^|`]+) \\| `([^|`]+)` \\| `([^|`]+)` \\|$");

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path root;
  private Path mounted;
  private Path baked;

  private void image() throws IOException {
    mounted = root.resolve("migrations");
    baked = root.resolve("opt/dbpush/migrations");
    chain(baked, "a", "b");
  }

  static Stream<Arguments> theTableOfTheGuide() throws IOException {
    return ROW.matcher(Files.readString(Path.of("../docs/container.md")))
        .results()
        .map(row -> Arguments.of(row.group(1), row));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("theTableOfTheGuide")
  void eachCaseOfTheGuideUsesTheFolderThatItSays(String name, MatchResult row)
      throws IOException, SQLException {
    image();
    mount(row.group(2));
    CliRun run = run(databaseVariables(), "push");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().findFirst()).contains(inRoot(row.group(4)));
    assertThat(database.query("SELECT revision || '.sql' FROM dbpush_history ORDER BY 1"))
        .isEqualTo(revisions(row.group(3).equals("/migrations") ? mounted : baked));
  }

  private String inRoot(String text) {
    return text.replace("/opt/dbpush/migrations", baked.toString())
        .replaceAll("(?<= )/migrations", mounted.toString());
  }

  private static List<String> revisions(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".sql"))
          .map(file -> file.replaceFirst(".*-([0-9a-f]{12})_.*", "$1.sql"))
          .sorted()
          .toList();
    }
  }

  @Test
  void theGuideHasTheFiveCases() throws IOException {
    assertThat(theTableOfTheGuide()).hasSize(5);
  }

  @Test
  void anOldCheckoutOverANewerDatabaseRunsNothingAndNamesWhatItDoesNotKnow()
      throws IOException, SQLException {
    image();
    assertThat(run(databaseVariables(), "push").code()).isZero();
    mount("the older chain");
    CliRun run = run(databaseVariables(), "push");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains(Migrations.id("b").value());
    assertThat(database.query("SELECT count(*) FROM dbpush_history")).containsExactly("2");
  }

  @Test
  void aForkIsNotPushedOverAnotherChainsHistory() throws IOException, SQLException {
    image();
    assertThat(run(databaseVariables(), "push").code()).isZero();
    mount("another chain");
    CliRun run = run(databaseVariables(), "push");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains(Migrations.id("a").value());
    assertThat(database.query("SELECT to_regclass('t_f')")).containsExactly("null");
  }

  @Test
  void aFolderOfWhichFilesAreMissingIsNotPassedOver() throws IOException {
    image();
    mount("the older chain");
    try (Stream<Path> files = Files.list(mounted)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".sql")).toList()) {
        Files.delete(file);
      }
    }
    CliRun run = run(Map.of(), "check");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).contains("migrations from " + mounted);
    assertThat(run.out() + run.err()).contains("rev_a.sql");
  }

  @Test
  void optionsWinOverTheEnvironmentAndTheirOrderCounts() throws IOException {
    image();
    mount("another chain");
    CliRun run = run(Map.of(), "check", "--migrations=" + baked, "--migrations=" + mounted);
    assertThat(run.out()).startsWith("migrations from " + baked + ", the first place");
    assertThat(run(Map.of(), "check", "--migrations=" + baked).out())
        .doesNotContain("migrations from");
  }

  @Test
  void withoutAnyMigrationsEachFolderIsNamed() throws IOException {
    image();
    CliRun run = run(Map.of(), "check", "--migrations=one", "--migrations=two");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("one does not exist, two does not exist");
  }

  @Test
  void jsonIsNotMixedWithTheReason() throws IOException {
    image();
    assertThat(run(Map.of(), "check", "--format=json").out()).startsWith("{");
  }

  private void mount(String content) throws IOException {
    switch (content) {
      case "nothing" -> {}
      case "an empty folder" -> Files.createDirectories(mounted);
      case "the older chain" -> chain(mounted, "a");
      case "the chain and a new migration" -> {
        chain(mounted, "a", "b");
        write(mounted, Migrations.template("c", "b")); // chain.lock has no line of it yet
      }
      case "another chain" -> chain(mounted, "f");
      default -> throw new IllegalArgumentException("no such case: " + content);
    }
  }

  /** A locked chain; each revision follows the one before it. */
  private void chain(Path folder, String... ids) throws IOException {
    String parent = "";
    for (String id : ids) {
      write(folder, Migrations.template(id, parent));
      parent = id;
    }
    assertThat(CliRun.of(root, Map.of(), "lock", "--migrations=" + folder).code()).isZero();
  }

  private static void write(Path folder, MigrationTemplate template) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(template.fileName()), template.text());
  }

  private Map<String, String> databaseVariables() {
    return Map.of(
        "DATABASE_URL", database.url(),
        "PGUSER", database.user(),
        "PGPASSWORD", database.password());
  }

  private CliRun run(Map<String, String> variables, String... arguments) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("DBPUSH_MIGRATIONS", mounted + File.pathSeparator + baked);
    return CliRun.of(root, environment, arguments);
  }
}
