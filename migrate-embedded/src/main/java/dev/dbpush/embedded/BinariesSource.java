package dev.dbpush.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Finds the jar that holds a platform's PostgreSQL binaries, in a Maven repository for example. */
@FunctionalInterface
public interface BinariesSource {
  /** The Maven group of the binaries' artifacts. */
  String GROUP_ID = "io.zonky.test.postgres";

  /**
   * The jar of an artifact of {@link #GROUP_ID}. Called only when the jar is needed.
   *
   * @throws IOException if the jar cannot be had
   */
  Path jar(String artifactId, String version) throws IOException;
}
