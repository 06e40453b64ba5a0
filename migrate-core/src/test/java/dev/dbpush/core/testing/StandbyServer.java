package dev.dbpush.core.testing;

import dev.dbpush.embedded.PostgresServer;
import dev.dbpush.embedded.ServerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real standby: a server whose database was written as a primary, stopped, and started again with
 * {@code standby.signal}. It follows nobody and stays in recovery, so it answers queries and takes
 * no writes. PostgreSQL documentation, 27.2.
 */
public final class StandbyServer implements AutoCloseable {
  private final PostgresServer running;
  private final TestServer server;

  private StandbyServer(PostgresServer running, TestServer server) {
    this.running = running;
    this.server = server;
  }

  /** Writes what the standby is to hold, while the server is still a primary. */
  public interface Preparation {
    /** Writes into the databases of the primary. */
    void run(TestServer primary) throws Exception;
  }

  /**
   * Starts a standby of the major version that this test run is for.
   *
   * @param work a folder for its data
   */
  public static StandbyServer start(Path work, Preparation preparation) throws Exception {
    int major = Integer.getInteger("test.postgres", 17);
    ServerFolder folder = ServerFolder.in(work.resolve("standby"), major, TestBinaries.find());
    try (PostgresServer primary = folder.use()) {
      preparation.run(new TestServer(major, primary.host(), primary.port(), ""));
    }
    signal(folder.data());
    PostgresServer standby = folder.use();
    return new StandbyServer(standby, new TestServer(major, standby.host(), standby.port(), ""));
  }

  /** The server reads the file as the owner of the data. */
  private static void signal(Path data) throws IOException {
    Path signal = Files.createFile(data.resolve("standby.signal"));
    if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
      Files.setOwner(signal, Files.getOwner(data));
    }
  }

  /** The standby; its databases can be read. */
  public TestServer server() {
    return server;
  }

  /** Stops it; its data stays in the folder. */
  @Override
  public void close() {
    running.close();
  }
}
