package dev.dbpush.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Throw-away servers: each in a folder of its own, stopped and deleted when it is closed or the JVM
 * ends. What a killed JVM left behind is removed before the next one starts. Safe for several
 * threads and processes.
 */
public final class ScratchServers {
  private static final String PREFIX = "scratch-";

  private final Path root;
  private final PostgresBinaries binaries;

  /**
   * @param root the folder that holds the servers' folders; made when needed
   */
  public ScratchServers(Path root, PostgresBinaries binaries) {
    this.root = root.toAbsolutePath().normalize();
    this.binaries = binaries;
  }

  /** A folder for scratch servers in the system's temporary folder, one for each user. */
  public static Path temporaryRoot() {
    String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9_.-]", "_");
    return Path.of(System.getProperty("java.io.tmpdir"), "dbpush-" + user);
  }

  /**
   * Starts a fresh server, not durable, with nothing in it.
   *
   * @param major the major version
   */
  public PostgresServer start(int major) {
    Path home = binaries.home(major); // may take long, and needs no lock
    Path folder = root.resolve(PREFIX + UUID.randomUUID());
    ServerFolder server = ServerFolder.scratch(folder, major, any -> home);
    UseLock use =
        new FolderLock(root.resolve("lock")).holding(() -> sweepAndReserve(home, major, server));
    try {
      return server.use(use, () -> delete(folder));
    } catch (EmbeddedPostgresException e) {
      delete(folder);
      throw e;
    }
  }

  private UseLock sweepAndReserve(Path home, int major, ServerFolder server) {
    try {
      checkOwner();
      sweep(home, major);
      return server.reserve();
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "cannot start a scratch server in " + root + ": " + e,
          "the folder must be writable by this user",
          e);
    }
  }

  /** In a temporary folder that all users share, somebody else may have made the root. */
  private void checkOwner() throws IOException {
    Path own = Files.createTempFile("dbpush-", ".owner");
    try {
      if (!Files.getOwner(root).equals(Files.getOwner(own))) {
        throw new IOException("the folder belongs to " + Files.getOwner(root).getName());
      }
    } finally {
      Files.deleteIfExists(own);
    }
  }

  /** Removes the folders whose process is gone; any release's pg_ctl stops any server. */
  private void sweep(Path home, int major) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> entries = Files.list(root)) {
      entries
          .filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
          .forEach(folders::add);
    }
    for (Path folder : folders) {
      ServerFolder left = ServerFolder.scratch(folder, major, any -> home);
      try {
        if (!left.inUse()) {
          left.stop();
          delete(folder);
        }
      } catch (EmbeddedPostgresException e) {
        continue; // its own process may be removing it just now; else the next start tries again
      }
    }
  }

  private static void delete(Path folder) {
    for (int attempt = 1; !FileUtils.deleteQuietly(folder.toFile()) && attempt < 20; attempt++) {
      Pause.millis(100); // Windows holds files of a process for a moment after its end
    }
  }
}
