package dev.dbpush.core.testing;

import dev.dbpush.embedded.PostgresServer;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A server in a container, where a Docker engine answers; Testcontainers removes it at the end. */
final class ContainerServer {
  private static final Path SOCKET = Path.of("/var/run/docker.sock");

  private ContainerServer() {}

  /** A started server; empty where there is no Docker engine, or no image to be had. */
  static Optional<TestServer> start(int major) {
    // Testcontainers takes seconds to find that there is no engine, and prints much.
    if (System.getenv("DOCKER_HOST") == null && !answers(SOCKET)) {
      return Optional.empty();
    }
    try {
      return DockerClientFactory.instance().isDockerAvailable()
          ? Optional.of(Containers.start(major))
          : Optional.empty();
    } catch (RuntimeException | LinkageError e) {
      System.err.println("No PostgreSQL container, so the embedded server is used: " + e);
      return Optional.empty();
    }
  }

  private static boolean answers(Path socket) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return channel.isConnected();
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Loaded only where there is an engine: a module may use this fixture without Testcontainers. */
  private static final class Containers {
    private static TestServer start(int major) {
      @SuppressWarnings("resource") // lives as long as the JVM
      PostgreSQLContainer container =
          new PostgreSQLContainer("postgres:" + major + "-alpine")
              .withUsername(PostgresServer.USER)
              .withDatabaseName("postgres")
              .withCommand("postgres", "-c", "fsync=off", "-c", "synchronous_commit=off");
      container.start();
      return new TestServer(
          major, container.getHost(), container.getMappedPort(5432), container.getPassword());
    }
  }
}
