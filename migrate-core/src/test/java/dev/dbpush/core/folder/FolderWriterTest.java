package dev.dbpush.core.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.chain.ChainException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderWriterTest {
  @TempDir private Path temp;
  private Path path;
  private MigrationFolder folder;

  @BeforeEach
  void makeFolder() throws IOException {
    path = Files.createDirectory(temp.resolve("m"));
    folder = MigrationFolder.at(path);
    Files.writeString(path.resolve("old"), "before");
  }

  private String files() throws IOException {
    try (Stream<Path> all = Files.list(path)) {
      TreeMap<String, String> found = new TreeMap<>();
      for (Path file : all.toList()) {
        found.put(
            file.getFileName().toString(),
            Files.isRegularFile(file) ? Files.readString(file) : "(no file)");
      }
      return found.toString();
    }
  }

  private void write(FileChange... changes) {
    FolderWriter.write(folder, List.of(changes));
  }

  @Test
  void allChangesAreWrittenAndNothingElseIsLeft() throws IOException {
    write(new FileChange("new", null, "fresh"), new FileChange("old", "before", "after"));

    assertThat(files()).isEqualTo("{new=fresh, old=after}");
  }

  @Test
  void aMissingFolderIsCreated() throws IOException {
    FolderWriter.write(
        MigrationFolder.at(temp.resolve("a/b")), List.of(new FileChange("f", null, "x")));

    assertThat(temp.resolve("a/b/f")).hasContent("x");
  }

  @Test
  void aFolderMadeForNothingIsTakenAway() {
    MigrationFolder missing = MigrationFolder.at(temp.resolve("a/b"));

    assertThatThrownBy(
            () ->
                FolderWriter.write(
                    missing,
                    List.of(new FileChange("f", null, "x"), new FileChange("g", "was here", "y"))))
        .isInstanceOf(ChainException.class);
    assertThat(temp.resolve("a")).doesNotExist();
  }

  @Test
  void aFileThatChangedMeanwhileIsNotOverwritten() throws IOException {
    assertThatThrownBy(
            () -> write(new FileChange("new", null, "x"), new FileChange("old", "other", "y")))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining("m/old: the file changed while it was worked on");
    assertThatThrownBy(() -> write(new FileChange("old", null, "y")))
        .hasMessageContaining("exists already");
    assertThat(files()).isEqualTo("{old=before}");
  }

  @Test
  void aFailureInTheMiddleTakesBackWhatWasDone() throws IOException {
    // the same new file twice: the second cannot be renamed any more once the first is there
    assertThatThrownBy(
            () ->
                write(
                    new FileChange("old", "before", "after"),
                    new FileChange("new", null, "one"),
                    new FileChange("new", null, "two")))
        .isInstanceOf(java.io.UncheckedIOException.class)
        .hasMessageContaining("is as it was");
    assertThat(files()).isEqualTo("{old=before}");
  }

  @Test
  void namesThatLeadOutAreRefused() throws IOException {
    for (String name : List.of("../x", "..", ".", "", "/tmp/x", "sub/x")) {
      assertThatThrownBy(() -> write(new FileChange(name, null, "x")))
          .as(name)
          .isInstanceOf(ChainException.class)
          .hasMessageContaining("leads out of the folder");
    }
    assertThat(files()).isEqualTo("{old=before}");
    assertThat(temp.resolve("x")).doesNotExist();
  }

  @Test
  void aLinkIsNotWrittenThrough() throws IOException {
    Path outside = Files.writeString(temp.resolve("outside"), "mine");
    Files.createSymbolicLink(path.resolve("chain.lock"), outside);

    assertThatThrownBy(() -> write(new FileChange("chain.lock", "mine", "x")))
        .hasMessageContaining("symbolic link");
    assertThat(outside).hasContent("mine");
  }

  @Test
  void aReplacedFileKeepsItsPermissions() throws IOException {
    Path old = path.resolve("old");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-rw-r--"));
    write(new FileChange("old", "before", "after"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(old)))
        .isEqualTo("rw-rw-r--");
  }
}
