package dev.dbpush.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oldest and the newest version where they may differ, else the one that starts fastest. */
final class ServerFolderTest {
  private static final int MAJOR = 17;

  @TempDir Path root;
  private ServerFolder folder;

  @BeforeEach
  void nameTheFolder() {
    folder = ServerFolder.in(root, MAJOR, Jars.binaries());
  }

  @AfterEach
  void stopWhatATestLeft() {
    for (int major : List.of(14, 17, 18)) {
      ServerFolder.in(root, major, Jars.binaries()).stop();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void dataIsKeptDurablyBetweenUses(int major) throws Exception {
    ServerFolder kept = ServerFolder.in(root, major, Jars.binaries());
    int port;
    try (PostgresServer server = kept.use()) {
      port = server.port();
      assertThat(server.adopted()).isFalse();
      Jars.sql(port, "CREATE TABLE t AS SELECT 42 AS x");
      assertThat(Jars.sql(port, "SELECT current_setting('server_version_num')::int / 10000"))
          .isEqualTo(Integer.toString(major));
    }
    assertThat(kept.status().running()).isFalse();
    try (PostgresServer server = kept.use()) {
      assertThat(server.port()).as("the port of the last time").isEqualTo(port);
      assertThat(Jars.sql(port, "SELECT x FROM t")).isEqualTo("42");
      assertThat(settings(port, "fsync", "synchronous_commit", "full_page_writes"))
          .containsExactly("on", "on", "on");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aServerIsTheSameOnEveryMachine(int major) throws Exception {
    try (PostgresServer server = ServerFolder.in(root, major, Jars.binaries()).use()) {
      int port = server.port();
      assertThat(settings(port, "listen_addresses", "unix_socket_directories", "server_encoding"))
          .containsExactly("127.0.0.1", "", "UTF8");
      assertThat(settings(port, "lc_messages")).containsExactly("C");
      assertThat(Jars.sql(port, "SELECT reset_val FROM pg_settings WHERE name = 'log_timezone'"))
          .isEqualTo("UTC");
      assertThat(
              Jars.sql(port, "SELECT setting FROM pg_file_settings WHERE lower(name) = 'timezone'"))
          .isEqualTo("UTC");
      assertThat(
              Jars.sql(
                  port,
                  "SELECT string_agg(x, ' ' ORDER BY x) FROM (VALUES ('b'), ('A'), ('a'), ('B')) t(x)"))
          .as("sorting is by code point")
          .isEqualTo("A B a b");
      assertThat(Jars.sql(port, "SELECT current_user")).isEqualTo(server.user());
    }
  }

  @Test
  void aServerThatIsStartedStaysUpUntilItIsStopped() throws Exception {
    ServerStatus started = folder.start();
    assertThat(started.running()).isTrue();
    assertThat(started.kept()).isTrue();
    try (PostgresServer server = folder.use()) {
      assertThat(server.adopted()).isTrue();
      assertThat(server.port()).isEqualTo(started.port());
    }
    assertThat(folder.status()).isEqualTo(started);
    assertThat(Jars.sql(started.port(), "SELECT 1")).isEqualTo("1");
    assertThat(folder.start()).as("started again").isEqualTo(started);
    assertThat(folder.stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(folder.stop()).isEqualTo(StopOutcome.NOT_RUNNING);
    assertThat(folder.status().running()).isFalse();
  }

  @Test
  void aServerThatIsInUseIsStoppedByItsLastUser() throws Exception {
    int port = folder.start().port();
    try (PostgresServer server = folder.use()) {
      assertThat(folder.stop()).isEqualTo(StopOutcome.IN_USE);
      assertThat(Jars.sql(server.port(), "SELECT 1")).isEqualTo("1");
      assertThat(server.port()).isEqualTo(port);
    }
    assertThat(folder.status().running()).isFalse();
  }

  @Test
  void theStatusOfAFolderThatIsNotThereMakesNothing() throws IOException {
    Path missing = root.resolve("missing");
    ServerStatus status = ServerFolder.in(missing, 17, Jars.binaries()).status();
    assertThat(status.initialised()).isFalse();
    assertThat(status.running()).isFalse();
    assertThat(ServerFolder.in(missing, 17, Jars.binaries()).stop())
        .isEqualTo(StopOutcome.NOT_RUNNING);
    assertThat(missing).doesNotExist();
  }

  @Test
  void twoUsesInOneProcessShareTheServerAndTheLastStopsIt() throws Exception {
    PostgresServer one = folder.use();
    PostgresServer other = ServerFolder.in(root, MAJOR, Jars.binaries()).use();
    assertThat(other.port()).isEqualTo(one.port());
    assertThat(folder.status().users()).isEqualTo(2);
    one.close();
    one.close();
    assertThat(folder.status().users()).isEqualTo(1);
    assertThat(Jars.sql(other.port(), "SELECT 1")).isEqualTo("1");
    other.close();
    assertThat(folder.status().running()).isFalse();
  }

  @Test
  void dataOfAnotherMajorVersionIsNamedAndNotTouched() throws Exception {
    folder.start();
    folder.stop();
    Files.move(root.resolve("17"), root.resolve("18"));
    assertThatThrownBy(() -> ServerFolder.in(root, 18, Jars.binaries()).use())
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("holds data of PostgreSQL 17, not 18")
        .hasMessageContaining("choose version 17");
    assertThat(ServerFolder.in(root, 18, Jars.binaries()).status().users()).isZero();
  }

  @Test
  void aFolderThatHoldsSomethingElseIsNotTouched() throws Exception {
    Path file = Files.createDirectories(folder.data()).resolve("letter.txt");
    Files.writeString(file, "dear");
    assertThatThrownBy(folder::use)
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("is not a PostgreSQL data folder");
    assertThat(file).hasContent("dear");
  }

  @Test
  void whatACutOffInitdbLeftIsRemoved() throws Exception {
    Path left = Files.createDirectories(root.resolve("17").resolve("data.init-1234"));
    Files.writeString(left.resolve("PG_VERSION"), "17\n");
    try (PostgresServer server = folder.use()) {
      assertThat(Jars.sql(server.port(), "SELECT 1")).isEqualTo("1");
    }
    try (Stream<Path> entries = Files.list(root.resolve("17"))) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .noneMatch(name -> name.startsWith("data.init"));
    }
  }

  @Test
  void aFixedPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(PostgresServer.HOST))) {
      assertThatThrownBy(() -> folder.withPort(taken.getLocalPort()).use())
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("could not bind")
          .hasMessageContaining("end what listens on port " + taken.getLocalPort());
    }
  }

  @Test
  void aServerOnAnotherPortThanTheFixedOneIsNotAdopted() {
    int port = folder.start().port();
    assertThatThrownBy(() -> folder.withPort(port + 1).use())
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("runs on port " + port + ", not " + (port + 1));
    assertThat(folder.status().users()).isZero();
  }

  @Test
  void theRememberedPortIsGivenUpWhenItIsTaken() throws Exception {
    int port = folder.start().port();
    folder.stop();
    try (ServerSocket taken =
            new ServerSocket(port, 1, InetAddress.getByName(PostgresServer.HOST));
        PostgresServer server = folder.use()) {
      assertThat(server.port()).isNotEqualTo(taken.getLocalPort());
      assertThat(Jars.sql(server.port(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void aServerThatCannotStartShowsTheEndOfItsLog() throws Exception {
    folder.start();
    folder.stop();
    Files.writeString(folder.data().resolve("postgresql.conf"), "work_mem = 'lots'\n");
    assertThatThrownBy(folder::use)
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("invalid value for parameter \"work_mem\"")
        .hasMessageContaining("server.log");
    assertThat(folder.status().users()).isZero();
  }

  @Test
  void aCopyOfAFolderGetsAServerOfItsOwn() throws Exception {
    int port = folder.start().port();
    Jars.sql(port, "CREATE TABLE t AS SELECT 'original' AS x");
    Jars.sql(port, "CHECKPOINT");
    Path copied = root.resolve("copy");
    FileUtils.copyDirectory(root.resolve("17").toFile(), copied.resolve("17").toFile());
    try (PostgresServer copy = ServerFolder.in(copied, MAJOR, Jars.binaries()).use()) {
      assertThat(copy.adopted()).isFalse();
      assertThat(copy.port()).isNotEqualTo(port);
      Jars.sql(copy.port(), "UPDATE t SET x = 'copy'");
      assertThat(Jars.sql(port, "SELECT x FROM t")).isEqualTo("original");
    } finally {
      ServerFolder.in(copied, MAJOR, Jars.binaries()).stop();
    }
  }

  @Test
  void aPidFileOfAnotherProcessIsRecoveredFrom() throws Exception {
    folder.start();
    folder.stop();
    // As after a crash of the machine, when the process id was given to another program.
    Files.writeString(
        folder.data().resolve(PidFile.NAME),
        String.join(
            "\n",
            Long.toString(ProcessHandle.current().pid()),
            folder.data().toString(),
            "1700000000",
            "5432",
            "",
            "127.0.0.1",
            "1 1",
            "ready   ",
            ""));
    try (PostgresServer server = folder.use()) {
      assertThat(server.adopted()).isFalse();
      assertThat(Jars.sql(server.port(), "SELECT 1")).isEqualTo("1");
    }
  }

  private static List<String> settings(int port, String... names) throws Exception {
    List<String> values = new ArrayList<>();
    for (String name : names) {
      values.add(Jars.sql(port, "SELECT current_setting('" + name + "')"));
    }
    return values;
  }
}
