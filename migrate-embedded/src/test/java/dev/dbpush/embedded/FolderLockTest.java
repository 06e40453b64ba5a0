package dev.dbpush.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks between processes, and between class loaders of one process. */
final class FolderLockTest {
  @TempDir Path folder;

  @Test
  void aLockThatIsHeldForTooLongIsReportedWithItsHolder() throws Exception {
    Path file = folder.resolve("lock");
    try (Child child = Child.start("lock", file.toString())) {
      String holder = child.line();
      FolderLock lock = new FolderLock(file, Duration.ofMillis(300));
      assertThatThrownBy(() -> lock.holding(() -> true))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("another process (" + holder + ")");
      child.finish();
      assertThat(lock.holding(() -> true)).isTrue();
    }
  }

  @Test
  void theLockOfAKilledProcessIsFree() throws Exception {
    Path file = folder.resolve("lock");
    try (Child child = Child.start("lock", file.toString())) {
      child.line();
      child.kill();
      assertThat(new FolderLock(file, Duration.ofMillis(300)).holding(() -> true)).isTrue();
    }
  }

  @Test
  void oneFolderBehindTwoNamesHasOneLock() throws Exception {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("link"), Files.createDirectory(folder.resolve("real")));
    FolderLock real = new FolderLock(folder.resolve("real").resolve("lock"));
    FolderLock linked = new FolderLock(link.resolve("lock"));
    List<String> order = new ArrayList<>();
    Thread thread =
        real.holding(
            () -> {
              Thread other =
                  new Thread(
                      () ->
                          linked.holding(
                              () -> {
                                synchronized (order) {
                                  return order.add("second");
                                }
                              }));
              other.start();
              Pause.millis(100);
              synchronized (order) {
                order.add("first");
              }
              return other;
            });
    thread.join();
    assertThat(order).containsExactly("first", "second");
  }

  @Test
  void twoClassLoadersOfOneProcessShareAServerWithOtherProcesses() throws Exception {
    ServerFolder server = ServerFolder.in(folder, 17, Jars.binaries());
    try (PostgresServer own = server.use();
        URLClassLoader realm = new URLClassLoader(classPath(), platformLoader())) {
      Object use =
          realm.loadClass(RealmUse.class.getName()).getConstructor(Path.class).newInstance(folder);
      assertThat(use).isNotInstanceOf(RealmUse.class);
      try (AutoCloseable other = (AutoCloseable) ((Callable<?>) use).call()) {
        assertThat(other).isNotInstanceOf(PostgresServer.class);
        assertThat(server.status().users()).isEqualTo(2);
      }
      // Neither the realm's look at the locks nor another process's end may end this use.
      try (Child child = Child.start("use", folder.toString(), "17")) {
        assertThat(child.port()).isEqualTo(own.port());
        child.finish();
      }
      assertThat(Jars.sql(own.port(), "SELECT 1")).isEqualTo("1");
      assertThat(server.status().users()).isEqualTo(1);
    }
    assertThat(server.status().running()).isFalse();
  }

  private static ClassLoader platformLoader() {
    return ClassLoader.getPlatformClassLoader();
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** Uses a server from the class loader that loads this class. */
  public static final class RealmUse implements Callable<AutoCloseable> {
    private final Path folder;

    public RealmUse(Path folder) {
      this.folder = folder;
    }

    @Override
    public AutoCloseable call() {
      ServerFolder server = ServerFolder.in(folder, 17, Jars.binaries());
      PostgresServer use = server.use();
      server.status();
      return use;
    }
  }
}
