package dev.dbpush.embedded;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The PostgreSQL releases that can be embedded: one release of binaries for each major version. */
public enum PostgresRelease {
  PG14(14, "14.18.0", "14.23.0"),
  PG15(15, "15.13.0", "15.19.0"),
  PG16(16, "16.9.0", "16.9.0"),
  PG17(17, "17.6.0", "17.6.0"),
  PG18(18, "18.3.0", "18.3.0");

  private final int major;
  private final String amd64;
  private final String arm64; // not every release of binaries is published for every processor

  PostgresRelease(int major, String amd64, String arm64) {
    this.major = major;
    this.amd64 = amd64;
    this.arm64 = arm64;
  }

  /**
   * The release of a major version.
   *
   * @throws EmbeddedPostgresException if the major version is not one of 14 to 18
   */
  public static PostgresRelease of(int major) {
    return Arrays.stream(values())
        .filter(release -> release.major == major)
        .findFirst()
        .orElseThrow(
            () ->
                new EmbeddedPostgresException(
                    "there is no embedded PostgreSQL " + major,
                    "choose one of "
                        + Arrays.stream(values())
                            .map(release -> Integer.toString(release.major))
                            .collect(Collectors.joining(", "))
                        + ", or name your own server by its URL"));
  }

  /** The major version, such as 17. */
  public int major() {
    return major;
  }

  /** The version of the artifact of binaries, such as {@code 17.6.0}. */
  public String artifactVersion(Platform platform) {
    return platform.isArm64() ? arm64 : amd64;
  }
}
