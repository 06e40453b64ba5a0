package dev.dbpush.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server of one folder: data that is kept, and at most one server for it, which several builds
 * share. A folder has a sub-folder for each major version, so another version never touches data
 * that it cannot read. Safe for several threads and processes.
 */
public final class ServerFolder {
  private final Path folder;
  private final Path data;
  private final int major;
  private final PostgresBinaries binaries;
  private final ServerMode mode;
  private final int port;

  private ServerFolder(
      Path folder, int major, PostgresBinaries binaries, ServerMode mode, int port) {
    this.folder = folder.toAbsolutePath().normalize();
    this.data = this.folder.resolve("data");
    this.major = major;
    this.binaries = binaries;
    this.mode = mode;
    this.port = port;
  }

  /**
   * The durable server of a major version below a root folder; nothing is made or started yet.
   *
   * @param root the folder that holds a sub-folder for each major version, such as {@code .db}
   * @param major the major version, see {@link PostgresRelease}
   */
  public static ServerFolder in(Path root, int major, PostgresBinaries binaries) {
    return new ServerFolder(
        root.resolve(Integer.toString(major)), major, binaries, ServerMode.DURABLE, 0);
  }

  static ServerFolder scratch(Path folder, int major, PostgresBinaries binaries) {
    return new ServerFolder(folder, major, binaries, ServerMode.SCRATCH, 0);
  }

  /** The same folder with a fixed port; 0 means the one of the last time, or else a free one. */
  public ServerFolder withPort(int fixedPort) {
    return new ServerFolder(folder, major, binaries, mode, fixedPort);
  }

  /** The data folder. */
  public Path data() {
    return data;
  }

  /**
   * Uses the server: adopts the one that runs, or makes the data folder and starts one. Closing the
   * result ends the use, and the last use stops the server unless {@link #start} keeps it up.
   *
   * @throws EmbeddedPostgresException if it cannot be had; says why and what to do
   */
  public PostgresServer use() {
    return use(deciding(this::reserve), () -> {});
  }

  /** Takes a use without a server yet: nobody stops or sweeps the folder from here on. */
  UseLock reserve() throws IOException {
    return UseLock.take(uses());
  }

  /** Whether a process uses the folder now. */
  boolean inUse() throws IOException {
    return UseLock.held(uses()) > 0;
  }

  PostgresServer use(UseLock use, Runnable afterwards) {
    return deciding(
        () -> {
          try {
            Optional<PidFile> running = runningOnPort();
            PidFile server = running.isPresent() ? running.get() : launch();
            return new PostgresServer(
                major, server.port(), running.isPresent(), () -> release(use, afterwards));
          } catch (IOException | RuntimeException e) {
            closeAfter(e, use);
            throw e;
          }
        });
  }

  /** Starts the server, or adopts the one that runs, and leaves it running until {@link #stop}. */
  public ServerStatus start() {
    return deciding(
        () -> {
          if (runningOnPort().isEmpty()) {
            launch();
          }
          Files.writeString(keep(), "until stopped\n");
          return currentStatus();
        });
  }

  /** Stops the server, unless others use it: then the last of them does. */
  public StopOutcome stop() {
    if (!Files.isDirectory(folder)) {
      return StopOutcome.NOT_RUNNING;
    }
    return deciding(
        () -> {
          Files.deleteIfExists(keep());
          if (running().isEmpty()) {
            return StopOutcome.NOT_RUNNING;
          }
          if (UseLock.held(uses()) > 0) {
            return StopOutcome.IN_USE;
          }
          control().stop();
          return StopOutcome.STOPPED;
        });
  }

  /** What is known of the server, without starting or downloading anything. */
  public ServerStatus status() {
    if (!Files.isDirectory(folder)) {
      return new ServerStatus(major, data, false, false, 0, 0, false, 0);
    }
    return deciding(this::currentStatus);
  }

  private ServerStatus currentStatus() throws IOException {
    Optional<PidFile> server =
        PidFile.read(data).filter(file -> file.isAliveIn(data) && file.ready() && file.answers());
    return new ServerStatus(
        major,
        data,
        Files.exists(data.resolve("PG_VERSION")),
        server.isPresent(),
        server.map(PidFile::pid).orElse(0L),
        server.map(PidFile::port).orElse(0),
        Files.exists(keep()),
        UseLock.held(uses()));
  }

  private Optional<PidFile> runningOnPort() throws IOException {
    Optional<PidFile> running = running();
    if (port != 0 && running.isPresent() && running.get().port() != port) {
      throw new EmbeddedPostgresException(
          "the server in " + folder + " runs on port " + running.get().port() + ", not " + port,
          "stop it first (db:stop), or leave the port open");
    }
    return running;
  }

  /** The server that runs and answers; waits for one that is starting or stopping. */
  private Optional<PidFile> running() throws IOException {
    long deadline = System.nanoTime() + ServerControl.LIMIT.toNanos();
    while (true) {
      Optional<PidFile> file = PidFile.read(data).filter(found -> found.isAliveIn(data));
      if (file.isEmpty() || (file.get().ready() && file.get().answers())) {
        return file;
      }
      if (System.nanoTime() > deadline) {
        throw new EmbeddedPostgresException(
            "the PostgreSQL server with process id "
                + file.get().pid()
                + " in "
                + data
                + " does not answer on port "
                + file.get().port(),
            "end that process, and run the command again");
      }
      Pause.millis(20);
    }
  }

  private PidFile launch() throws IOException {
    checkVersion();
    ServerControl control = control();
    control.initialise();
    return control.start(port, folder.resolve("port"));
  }

  private void checkVersion() throws IOException {
    Path file = data.resolve("PG_VERSION");
    if (Files.exists(file)) {
      String found = Files.readString(file).strip();
      if (!found.equals(Integer.toString(major))) {
        throw new EmbeddedPostgresException(
            data + " holds data of PostgreSQL " + found + ", not " + major,
            "choose version " + found + ", or move the folder away");
      }
    }
  }

  private void release(UseLock use, Runnable afterwards) {
    deciding(
        () -> {
          use.close();
          if (!Files.exists(keep()) && UseLock.held(uses()) == 0 && running().isPresent()) {
            control().stop();
          }
          return true;
        });
    afterwards.run();
  }

  private static void closeAfter(Exception failure, UseLock use) {
    try {
      use.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private ServerControl control() {
    return new ServerControl(binaries.home(major).toAbsolutePath(), major, data, mode);
  }

  private Path uses() {
    return folder.resolve("uses");
  }

  private Path keep() {
    return folder.resolve("keep");
  }

  private <T> T deciding(Action<T> action) {
    return new FolderLock(folder.resolve("lock"))
        .holding(
            () -> {
              try {
                return action.run();
              } catch (IOException e) {
                throw new EmbeddedPostgresException(
                    "cannot use the embedded PostgreSQL in " + folder + ": " + e,
                    "the folder must be readable and writable by this user",
                    e);
              }
            });
  }

  @FunctionalInterface
  private interface Action<T extends @Nullable Object> {
    T run() throws IOException;
  }
}
