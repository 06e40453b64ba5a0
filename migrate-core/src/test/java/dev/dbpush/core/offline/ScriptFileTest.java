package dev.dbpush.core.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptFileTest {
  @TempDir private Path folder;

  @Test
  void aNewReportIsItsOwnersAloneAndOneThatWasThereKeepsItsPermissions() throws Exception {
    Assumptions.assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "permissions are those of POSIX");
    Path script = folder.resolve("target/push.sql");
    Path report = ScriptFile.writeBeside(script, ".json", "{}");
    assertThat(report).hasFileName("push.json").hasContent("{}");
    assertThat(permissions(report)).isEqualTo("rw-------");

    Files.setPosixFilePermissions(report, PosixFilePermissions.fromString("rw-r--r--"));
    ScriptFile.writeBeside(script, ".json", "{\"a\": 1}");
    assertThat(report).hasContent("{\"a\": 1}");
    assertThat(permissions(report)).isEqualTo("rw-r--r--");
  }

  @Test
  void aReportThatCannotBeWrittenLeavesNothingBehind() throws Exception {
    Path taken = Files.createDirectory(folder.resolve("push.json"));
    Files.createFile(taken.resolve("x"));
    assertThatThrownBy(() -> ScriptFile.writeBeside(folder.resolve("push.sql"), ".json", "{}"))
        .isInstanceOf(UncheckedIOException.class);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(taken);
    }
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
