package dev.dbpush.maven;

import dev.dbpush.embedded.BinariesSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * Finds the binaries of PostgreSQL in the Maven repositories of the build: once, then offline too.
 */
final class MavenBinaries implements BinariesSource {
  private final RepositorySystem system;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> repositories;

  MavenBinaries(
      RepositorySystem system,
      RepositorySystemSession session,
      List<RemoteRepository> repositories) {
    this.system = system;
    this.session = session;
    this.repositories = repositories;
  }

  @Override
  public Path jar(String artifactId, String version) throws IOException {
    ArtifactRequest request =
        new ArtifactRequest(
            new DefaultArtifact(GROUP_ID, artifactId, "jar", version), repositories, null);
    try {
      return system.resolveArtifact(session, request).getArtifact().getFile().toPath();
    } catch (ArtifactResolutionException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
