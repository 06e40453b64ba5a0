package dev.dbpush.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged jar in a process of its own. */
final class ProgramJarTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;

  @Test
  void theJarPushesAndItsExitCodeSaysWhatIsPending() throws IOException, InterruptedException {
    assertThat(java("new", "empty_one").code()).isZero();
    CliRun pending = java("status", "--exit-code", "--format=json");
    assertThat(pending.err()).isEmpty();
    assertThat(pending.code()).isEqualTo(ExitCode.PENDING);
    assertThat(pending.out()).startsWith("{").doesNotContain("\u001b[");
    assertThat(java("push").code()).isZero();
    assertThat(java("status", "--exit-code").code()).isZero();
    assertThat(java("--version").out()).startsWith("dbpush ").doesNotContain("not packaged");
    assertThat(java("push", "--oops").code()).isEqualTo(ExitCode.USAGE);
  }

  private CliRun java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-jar");
    command.add(System.getProperty("test.jar"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "DATABASE_URL",
                database.url(),
                "PGUSER",
                database.user(),
                "PGPASSWORD",
                database.password()));
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new CliRun(
        process.waitFor(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
