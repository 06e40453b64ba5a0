package dev.dbpush.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No database answers here: whatever fails must do so without the password. */
final class SecretsTest {
  private static final String SECRET = "s3cr3t-w0rd";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://app:s3cr3t-w0rd@127.0.0.1:1/shop",
        "postgres://app:a/s3cr3t-w0rd@127.0.0.1:1/shop",
        "postgres://app:a@s3cr3t-w0rd@127.0.0.1:1/shop",
        "app:s3cr3t-w0rd@127.0.0.1:1/shop",
        "mysql://app:s3cr3t-w0rd@127.0.0.1:1/shop",
        "jdbc:postgresql://127.0.0.1:1/shop?user=app&password=s3cr3t-w0rd",
        "jdbc:postgresql://127.0.0.1:1/shop&password=s3cr3t-w0rd"
      })
  void aPasswordIsInNoOutputAndInNoFile(String url) throws IOException {
    CliRun.of(folder, Map.of(), "new", "one");
    for (String verb : List.of("status", "push", "history", "script", "stamp")) {
      for (List<String> more : List.of(List.<String>of(), List.of("--format=json", "-v"))) {
        List<String> arguments = new ArrayList<>(List.of(verb, "--retry-attempts=1"));
        arguments.addAll(more);
        refused(Map.of("DATABASE_URL", url), arguments);
        arguments.add("--url=" + url);
        refused(Map.of(), arguments);
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain(SECRET);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--password=s3cr3t-w0rd",
        "--pasword=s3cr3t-w0rd",
        "-Ddb.password=s3cr3t-w0rd",
        "s3cr3t-w0rd",
        "--offline=s3cr3t-w0rd",
        "--format=s3cr3t-w0rd-is-no-format"
      })
  void aMistypedArgumentIsNotRepeatedWhereItMayBeAPassword(String argument) {
    CliRun run = CliRun.of(folder, Map.of("PGHOST", "127.0.0.1"), "push", "head", argument);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    if (!argument.startsWith("--format")) {
      assertThat(run.out() + run.err()).doesNotContain(SECRET);
    }
  }

  @Test
  void thePasswordOfTheEnvironmentIsInNoOutput() {
    refused(
        Map.of("PGHOST", "127.0.0.1", "PGPORT", "1", "PGPASSWORD", SECRET),
        List.of("push", "--retry-attempts=1", "-v"));
  }

  private void refused(Map<String, String> environment, List<String> arguments) {
    CliRun run = CliRun.of(folder, environment, arguments.toArray(String[]::new));
    assertThat(run.code()).as("%s", arguments).isNotZero();
    assertThat(run.out() + run.err()).contains("error:").doesNotContain(SECRET);
  }
}
