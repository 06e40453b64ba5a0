package dev.dbpush.sql.hazard;

/**
 * The version of the server that a script is for.
 *
 * @param major 14 … 18, or 0 where it is not known: then what holds for any of them is assumed
 * @param minor the number behind the dot, or -1 where it is not known
 */
public record ServerVersion(int major, int minor) {

  /** Any version from 14 on. */
  public static final ServerVersion UNKNOWN = new ServerVersion(0, -1);

  /** Checks the ranges. */
  public ServerVersion {
    if (major < 0 || minor < -1) {
      throw new IllegalArgumentException("no such server version: " + major + "." + minor);
    }
  }

  /** A major version, its minor one not known. */
  public static ServerVersion of(int major) {
    return new ServerVersion(major, -1);
  }

  /** Whether it is surely this major version or a later one. */
  boolean isAtLeast(int wanted) {
    return major >= wanted;
  }

  /** Whether it can be this major version or a later one. */
  boolean canBeAtLeast(int wanted) {
    return major == 0 || major >= wanted;
  }
}
