package dev.dbpush.core.testing;

import dev.dbpush.embedded.EmbeddedPostgresException;
import dev.dbpush.embedded.PostgresBinaries;
import dev.dbpush.embedded.UnpackedBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the tests' servers come from: the jar that the build fetched, else the one in the local
 * Maven repository, else a server that is installed on this machine.
 */
public final class TestBinaries {
  private TestBinaries() {}

  /** The binaries of any major version. */
  public static PostgresBinaries find() {
    PostgresBinaries unpacked =
        new UnpackedBinaries(UnpackedBinaries.userCache(), TestBinaries::jar);
    return major -> {
      try {
        return unpacked.home(major);
      } catch (EmbeddedPostgresException e) {
        Path installed = Path.of("/usr/lib/postgresql", Integer.toString(major));
        if (Files.isExecutable(installed.resolve("bin").resolve("initdb"))) {
          return installed;
        }
        throw e;
      }
    };
  }

  /** The jar of an artifact of binaries. */
  public static Path jar(String artifactId, String version) throws IOException {
    String name = artifactId + "-" + version + ".jar";
    Path fetched = Path.of(System.getProperty("test.postgres.binaries", "target"), name);
    if (Files.exists(fetched)) {
      return fetched;
    }
    Path repository =
        Path.of(
            System.getProperty(
                "maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
    Path local =
        repository
            .resolve(Path.of("io", "zonky", "test", "postgres", artifactId, version))
            .resolve(name);
    if (Files.exists(local)) {
      return local;
    }
    throw new IOException(
        "neither "
            + fetched
            + " nor "
            + local
            + " is there; fetch it with"
            + " mvn -pl migrate-embedded generate-test-resources");
  }
}
