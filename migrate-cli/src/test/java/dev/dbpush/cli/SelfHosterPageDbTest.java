package dev.dbpush.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.Psql;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.core.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs each command of the page in its order, as releases of the sample chain come in. */
final class SelfHosterPageDbTest {
  private static final Pattern PART = Pattern.compile("(?ms)^## ([^\\n]+)$|^```sh\\n(.*?)^```$");

  @RegisterExtension final TestDatabase database = TestDatabase.on(TestServer::dumpable);

  @TempDir Path folder;

  @Test
  void everyCommandOfThePageDoesWhatItSays() throws Exception {
    Map<String, List<String>> page = page();
    assertThat(page)
        .containsOnlyKeys(
            "First start", "Update", "One step back", "By hand", "A guard for production");
    release(6);
    assertThat(run(page.get("First start"))).contains("Up to date.");
    release(8);
    assertThat(run(page.get("Update"))).contains("pending");
    assertThat(applied()).isEqualTo(8);
    try (Stream<Path> dumps = Files.list(folder.resolve("backups"))) {
      assertThat(dumps).hasSize(1);
    }
    run(page.get("One step back"));
    assertThat(applied()).isEqualTo(8);
    release(10);
    assertThat(run(page.get("By hand"))).endsWith("Up to date.\n");
    assertThat(database.query("SELECT DISTINCT applied_via FROM dbpush_history ORDER BY 1"))
        .containsExactly("online", "script");
    run(page.get("A guard for production"));
    assertThat(command("dbpush downgrade -2").code()).isEqualTo(ExitCode.FAILED);
  }

  private static Map<String, List<String>> page() throws IOException {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    Matcher parts = PART.matcher(Files.readString(Path.of("../docs/self-hoster.md")));
    String section = "";
    while (parts.find()) {
      if (parts.group(1) != null) {
        section = parts.group(1);
      } else {
        sections.put(section, parts.group(2).lines().toList());
      }
    }
    return sections;
  }

  private String run(List<String> commands) throws Exception {
    StringBuilder out = new StringBuilder();
    for (String command : commands) {
      CliRun run = command(command);
      int expected = command.contains("--exit-code") ? ExitCode.PENDING : ExitCode.DONE;
      assertThat(run.code()).as(command + "\n" + run.out() + run.err()).isEqualTo(expected);
      out.append(run.out());
    }
    return out.toString();
  }

  private CliRun command(String line) throws Exception {
    String[] words = line.replace("--confirm=shop", "--confirm=" + database.name()).split(" +");
    String[] arguments = Arrays.copyOfRange(words, 1, words.length);
    if (words[0].equals("psql")) {
      return psql(arguments);
    }
    assertThat(words[0]).isEqualTo("dbpush");
    return CliRun.of(folder, variables(), arguments);
  }

  private CliRun psql(String... arguments) throws IOException, InterruptedException {
    String program = Psql.required().folder().resolve("psql").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(program, "--no-psqlrc"), Arrays.stream(arguments)).toList())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(variables());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    return new CliRun(process.waitFor(), output, "");
  }

  private Map<String, String> variables() {
    return Map.of(
        "PGHOST", database.server().host(),
        "PGPORT", String.valueOf(database.server().port()),
        "PGDATABASE", database.name(),
        "PGUSER", database.user(),
        "PGPASSWORD", database.password());
  }

  private long applied() throws Exception {
    return Long.parseLong(database.query("SELECT count(*) FROM dbpush_history").get(0));
  }

  /** The sample chain as an older release had it: its first files, and their lines. */
  private void release(int count) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> sample = Files.list(Path.of("../migrations"))) {
      sample
          .filter(file -> file.toString().endsWith(".sql"))
          .forEach(file -> files.put(file.getFileName().toString(), file));
    }
    Path migrations = Files.createDirectories(folder.resolve("migrations"));
    List<String> names = files.keySet().stream().limit(count).toList();
    for (String name : names) {
      Files.writeString(migrations.resolve(name), Files.readString(files.get(name)));
    }
    List<String> lines =
        Files.readAllLines(Path.of("../migrations/chain.lock")).stream()
            .filter(line -> line.startsWith("#") || names.stream().anyMatch(line::endsWith))
            .toList();
    Files.writeString(migrations.resolve("chain.lock"), String.join("\n", lines) + "\n");
  }
}
