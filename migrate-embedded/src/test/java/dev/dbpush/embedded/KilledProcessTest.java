package dev.dbpush.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes at one folder, and processes that end in every bad way. */
final class KilledProcessTest {
  private static final int MAJOR = 17;

  @TempDir Path root;
  private ServerFolder folder;

  @BeforeEach
  void nameTheFolder() {
    folder = ServerFolder.in(root, MAJOR, Jars.binaries());
  }

  @AfterEach
  void stopWhatATestLeft() {
    folder.stop();
  }

  @Test
  void theServerOfAKilledBuildIsAdoptedAndStoppedAtTheEnd() throws Exception {
    int port;
    try (Child child = Child.start("use", root.toString(), "17")) {
      port = child.port();
      Jars.sql(port, "CREATE TABLE t AS SELECT 42 AS x");
      child.kill();
    }
    assertThat(folder.status().running()).as("an orphan").isTrue();
    assertThat(folder.status().users()).isZero();
    try (PostgresServer server = folder.use()) {
      assertThat(server.adopted()).isTrue();
      assertThat(server.port()).isEqualTo(port);
      assertThat(Jars.sql(port, "SELECT x FROM t")).isEqualTo("42");
    }
    assertThat(folder.status().running()).isFalse();
  }

  @Test
  void aCancelledBuildStopsItsServer() throws Exception {
    try (Child child = Child.start("use", root.toString(), "17")) {
      child.port();
      child.terminate();
    }
    assertThat(folder.status().running()).isFalse();
    assertThat(folder.status().users()).isZero();
  }

  @Test
  void committedDataOutlivesTheKillOfTheServerAndItsUser() throws Exception {
    try (Child child = Child.start("use", root.toString(), "17")) {
      Jars.sql(child.port(), "CREATE TABLE t AS SELECT 42 AS x");
      ProcessHandle server = ProcessHandle.of(folder.status().pid()).orElseThrow();
      server.destroyForcibly();
      server.onExit().join();
      child.kill();
    }
    assertThat(folder.data().resolve(PidFile.NAME)).as("a stale pid file").exists();
    assertThat(folder.status().running()).isFalse();
    try (PostgresServer server = folder.use()) {
      assertThat(server.adopted()).isFalse();
      assertThat(Jars.sql(server.port(), "SELECT x FROM t")).isEqualTo("42");
    }
  }

  @Test
  void buildsThatStartAtOnceShareOneServerAndTheLastStopsIt() throws Exception {
    List<Child> children = new ArrayList<>();
    Set<Integer> ports = new TreeSet<>();
    try {
      for (int i = 0; i < 3; i++) {
        children.add(Child.start("use", root.toString(), "17"));
      }
      for (Child child : children) {
        ports.add(child.port());
      }
      assertThat(ports).hasSize(1);
      assertThat(folder.status().users()).isEqualTo(3);
      children.get(0).finish();
      children.get(1).kill();
      assertThat(folder.status().users()).isEqualTo(1);
      assertThat(Jars.sql(ports.iterator().next(), "SELECT 1")).isEqualTo("1");
      children.get(2).finish();
      assertThat(folder.status().running()).isFalse();
    } finally {
      children.forEach(Child::close);
    }
  }

  @Test
  void usesThatComeAndGoAtOnceAlwaysFindAServer() throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          new Thread(
              () -> {
                for (int round = 0; round < 3; round++) {
                  try (PostgresServer server =
                      ServerFolder.in(root, MAJOR, Jars.binaries()).use()) {
                    String answer = Jars.sql(server.port(), "SELECT 'yes'");
                    synchronized (answers) {
                      answers.add(answer);
                    }
                  } catch (Exception e) {
                    synchronized (answers) {
                      answers.add(e.toString());
                    }
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(answers).hasSize(12).containsOnly("yes");
    assertThat(folder.status().running()).isFalse();
  }

  @Test
  void aScratchServerIsGoneWhenItIsClosed() throws Exception {
    try (PostgresServer server = new ScratchServers(root, Jars.binaries()).start(MAJOR)) {
      assertThat(Jars.sql(server.port(), "SELECT current_setting('fsync')")).isEqualTo("off");
      assertThat(scratchFolders()).hasSize(1);
    }
    assertThat(scratchFolders()).isEmpty();
  }

  @Test
  void aScratchServerIsGoneWhenItsProcessEndsOrIsCancelled() throws Exception {
    try (Child ending = Child.start("scratch", root.toString(), "17");
        Child cancelled = Child.start("scratch", root.toString(), "17")) {
      assertThat(ending.port()).isNotEqualTo(cancelled.port());
      assertThat(scratchFolders()).hasSize(2);
      ending.finish();
      cancelled.terminate();
    }
    assertThat(scratchFolders()).isEmpty();
  }

  @Test
  void whatAKilledProcessLeftIsRemovedBeforeTheNextScratchServerAndNothingElse() throws Exception {
    try (Child killed = Child.start("scratch", root.toString(), "17");
        Child living = Child.start("scratch", root.toString(), "17")) {
      killed.port();
      int port = living.port();
      assertThat(scratchFolders()).hasSize(2);
      List<Path> before = scratchFolders();
      killed.kill();
      try (PostgresServer server = new ScratchServers(root, Jars.binaries()).start(14)) {
        assertThat(Jars.sql(server.port(), "SELECT 1")).isEqualTo("1");
        assertThat(Jars.sql(port, "SELECT 1")).isEqualTo("1");
        assertThat(scratchFolders()).hasSize(2);
        assertThat(scratchFolders()).isNotEqualTo(before);
      }
      living.finish();
    }
    assertThat(scratchFolders()).isEmpty();
  }

  private List<Path> scratchFolders() throws Exception {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }
}
