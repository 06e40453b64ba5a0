package dev.dbpush.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Does what the Dockerfile says, in a folder in place of the root, without Docker. */
final class ContainerJarTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path root;

  @Test
  void theImageIsBuiltAndPushesWhatIsInIt() throws Exception {
    Dockerfile file = Dockerfile.read();
    copy();
    for (String command : file.all("RUN")) {
      CliRun step = run(List.of("sh", "-c", inRoot(command)), Map.of());
      assertThat(step.code()).as(command + "\n" + step.out() + step.err()).isZero();
    }
    assertThat(root.resolve("opt/dbpush/dbpush.jsa")).isNotEmptyFile();

    CliRun push = run(start(file), variables(file));
    assertThat(push.code()).as(push.out() + push.err()).isZero();
    assertThat(push.err()).isEmpty();
    assertThat(push.out())
        .startsWith(
            "migrations from "
                + root.resolve("opt/dbpush/migrations")
                + ", since "
                + root.resolve("migrations")
                + " does not exist\n");
    assertThat(database.query("SELECT count(*) FROM dbpush_history")).containsExactly("10");
  }

  /** The Java in the image holds some modules only; the same limit on this one. */
  @Test
  void theModulesOfTheImageAreEnough() throws Exception {
    Dockerfile file = Dockerfile.read();
    copy();
    List<String> command = start(file);
    command.removeIf(word -> word.startsWith("-XX:SharedArchiveFile"));
    command.addAll(1, List.of("--limit-modules", file.modules()));
    CliRun push = run(command, variables(file));
    assertThat(push.code()).as(push.out() + push.err()).isZero();
    assertThat(push.err()).isEmpty();
  }

  private void copy() throws IOException {
    Path folder = Files.createDirectories(root.resolve("opt/dbpush/migrations"));
    Files.copy(Path.of(System.getProperty("test.jar")), root.resolve("opt/dbpush/dbpush.jar"));
    try (Stream<Path> sample = Files.list(Path.of("../migrations"))) {
      for (Path each : sample.filter(ContainerJarTest::isMigration).toList()) {
        Files.copy(each, folder.resolve(each.getFileName()));
      }
    }
  }

  private static boolean isMigration(Path file) {
    return file.toString().endsWith(".sql") || file.endsWith("chain.lock");
  }

  private List<String> start(Dockerfile file) {
    List<String> command = new ArrayList<>();
    file.array("ENTRYPOINT").forEach(word -> command.add(inRoot(word)));
    command.addAll(file.array("CMD"));
    return command;
  }

  private Map<String, String> variables(Dockerfile file) {
    String[] variable = file.only("ENV").split(" ")[0].split("=", 2);
    return Map.of(
        variable[0],
        variable[1]
            .replace("/migrations:", root.resolve("migrations") + ":")
            .replace(":/opt/dbpush", ":" + root.resolve("opt/dbpush")),
        "DATABASE_URL",
        database.url(),
        "PGUSER",
        database.user(),
        "PGPASSWORD",
        database.password());
  }

  private String inRoot(String text) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return text.replace("/opt/java/bin/java", java)
        .replace("/opt/dbpush", root.resolve("opt/dbpush").toString());
  }

  private CliRun run(List<String> command, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(root, "out", "");
    Path err = Files.createTempFile(root, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(variables);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new CliRun(process.waitFor(), Files.readString(out), Files.readString(err));
  }
}
