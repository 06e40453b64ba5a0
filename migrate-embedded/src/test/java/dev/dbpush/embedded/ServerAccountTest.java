package dev.dbpush.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL refuses root, so these tests need root to show that it runs nevertheless. */
final class ServerAccountTest {
  /** Unlike a cache below root's home, one that every user can read. */
  @TempDir static Path cache;

  @TempDir Path root;
  @TempDir Path fakes;

  @BeforeEach
  void needRoot() throws IOException {
    assumeThat(Files.getOwner(root).getName()).as("the user of this run").isEqualTo("root");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(fakes, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest
  @CsvSource({"''", "unshare", "unshare setpriv", "unshare setpriv runuser"})
  void rootFindsAWayWhicheverProgramsWork(String broken) throws Exception {
    for (String name : broken.split(" ")) {
      if (!name.isEmpty()) {
        breakProgram(name);
      }
    }
    for (int round = 0; round < 2; round++) {
      try (Child child =
          Child.start(
              List.of(),
              Map.of(
                  "PATH", fakes + ":" + System.getenv("PATH"), "XDG_CACHE_HOME", cache.toString()),
              "use",
              root.toString(),
              "17")) {
        assertThat(Jars.sql(child.port(), "SELECT 1")).isEqualTo("1");
        child.finish();
      }
    }
  }

  @Test
  void aFolderThatIsClosedToOthersIsReached() throws Exception {
    breakProgram("unshare");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    try (Child child =
        Child.start(
            List.of(),
            Map.of("PATH", fakes + ":" + System.getenv("PATH"), "XDG_CACHE_HOME", cache.toString()),
            "use",
            root.toString(),
            "17")) {
      assertThat(Jars.sql(child.port(), "SELECT 1")).isEqualTo("1");
      child.finish();
    }
  }

  @Test
  void withoutAnyWayRootIsToldWhatToDo() throws Exception {
    for (String name : List.of("unshare", "setpriv", "runuser", "su")) {
      breakProgram(name);
    }
    try (Child child =
        Child.start(
            List.of(),
            Map.of("PATH", fakes + ":" + System.getenv("PATH")),
            "use",
            root.toString(),
            "17")) {
      assertThat(child.line()).contains("PostgreSQL does not run as root");
      assertThat(child.line()).contains("run the build as an ordinary user");
    }
  }

  @Test
  void anOrdinaryUserNeedsNoWay() throws Exception {
    Files.setAttribute(root, "unix:uid", 65534);
    Path own = Files.createDirectory(fakes.resolve("cache"));
    Files.setAttribute(own, "unix:uid", 65534);
    try (Child child =
        Child.startWith(
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
            Map.of("XDG_CACHE_HOME", own.toString()),
            readableClassPath(),
            readableBinaries(),
            "use",
            root.toString(),
            "17")) {
      assertThat(Jars.sql(child.port(), "SELECT 1")).isEqualTo("1");
      child.finish();
    }
    Path data = root.resolve("17").resolve("data");
    assertThat(Files.getAttribute(data, "unix:uid")).isEqualTo(65534);
    // Root may use it later without taking it away.
    try (PostgresServer server = ServerFolder.in(root, 17, Jars.binaries()).use()) {
      assertThat(Jars.sql(server.port(), "SELECT 1")).isEqualTo("1");
    }
    assertThat(Files.getAttribute(data, "unix:uid")).isEqualTo(65534);
  }

  /** A copy: the build's own folders may be closed to others. */
  private String readableClassPath() throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path copy = Files.createDirectory(fakes.resolve("entry" + entries.size()));
      File original = new File(entry);
      if (original.isDirectory()) {
        FileUtils.copyDirectory(original, copy.toFile());
        entries.add(copy.toString());
      } else if (original.exists()) {
        FileUtils.copyFileToDirectory(original, copy.toFile());
        Path jar = copy.resolve(original.getName());
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        entries.add(jar.toString());
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private String readableBinaries() throws IOException {
    Platform platform = Platform.current();
    Path jar = Jars.jar(platform.artifactId(), PostgresRelease.of(17).artifactVersion(platform));
    Path copy = Files.createDirectory(fakes.resolve("binaries"));
    Files.copy(jar, copy.resolve(jar.getFileName().toString()));
    return copy.toString();
  }

  private void breakProgram(String name) throws IOException {
    Path fake = fakes.resolve(name);
    Files.writeString(fake, "#!/bin/sh\nexit 1\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
