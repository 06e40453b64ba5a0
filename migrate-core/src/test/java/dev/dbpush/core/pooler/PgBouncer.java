package dev.dbpush.core.pooler;

import dev.dbpush.core.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A pgbouncer of a test's own, before one database. Where the program is not installed the test is
 * skipped; in CI (environment variable {@code CI}) it fails.
 */
final class PgBouncer implements AutoCloseable {
  private static final int START_ATTEMPTS = 100;
  private static final int START_PAUSE_MILLIS = 50;

  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param pools a line each, without the server's address: {@code name = pool_mode=session}
   */
  static PgBouncer before(TestDatabase database, Path folder, String... pools) throws IOException {
    Path program = required();
    int port = freePort();
    String server =
        "host=%s port=%d dbname=%s "
            .formatted(database.server().host(), database.server().port(), database.name());
    StringBuilder ini = new StringBuilder("[databases]\n");
    for (String pool : pools) {
      ini.append(pool.replaceFirst("= *", "= " + server)).append('\n');
    }
    Path users = folder.resolve("users.txt");
    Files.writeString(users, "\"%s\" \"%s\"%n".formatted(database.user(), database.password()));
    ini.append("[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ")
        .append(port)
        .append("\nauth_type = trust\nunix_socket_dir =\nserver_reset_query =\nauth_file = ")
        .append(users)
        .append('\n');
    if (System.getProperty("user.name", "").equals("root")) {
      ini.append("user = nobody\n"); // it refuses to run as root
    }
    Path config = Files.writeString(folder.resolve("pgbouncer.ini"), ini);
    File log = folder.resolve("pgbouncer.log").toFile();
    Process process =
        new ProcessBuilder(program.toString(), config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    PgBouncer started = new PgBouncer(process, port);
    try {
      started.awaitStart(log.toPath());
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  private static Path required() {
    Optional<Path> found =
        Stream.concat(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"))
            .filter(folder -> !folder.isBlank())
            .map(folder -> Path.of(folder, "pgbouncer"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String message = "pgbouncer is not installed (looked on PATH and in /usr/sbin)";
      if (System.getenv("CI") != null) {
        throw new AssertionError(message + "; install the package pgbouncer");
      }
      Assumptions.abort(message);
    }
    return found.orElseThrow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart(Path log) throws IOException {
    for (int i = 0; i < START_ATTEMPTS && process.isAlive(); i++) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        pause();
      }
    }
    throw new IOException("pgbouncer did not start:\n" + Files.readString(log));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(START_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The JDBC URL of a pool. */
  String url(String pool) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + pool;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
