package dev.dbpush.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Makes, starts and stops the server of one data folder. Callers hold the folder's lock.
 *
 * @param home the programs' home
 * @param major the programs' major version
 * @param data the data folder
 * @param mode how careful the server is
 */
record ServerControl(Path home, int major, Path data, ServerMode mode) {
  static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String LOG = "server.log";
  private static final int LOG_TAIL_LINES = 20;
  private static final int PORT_ATTEMPTS = 5;
  private static final int FIRST_WITH_BUILTIN_LOCALES = 17;
  private static final String INIT = ".init-";

  /** Makes the data folder, all of it or none, unless it is there. */
  void initialise() throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    if (Files.exists(data)) {
      throw new EmbeddedPostgresException(
          data + " is not a PostgreSQL data folder", "move it away, or choose another folder");
    }
    removeUnfinished();
    Files.createDirectories(data.getParent());
    Path part = Files.createTempDirectory(data.getParent(), data.getFileName() + INIT);
    ServerAccount account = ServerAccount.find(data, home, data);
    account.own(part);
    Programs.Result result = initdb(account, part, "C.UTF-8");
    if (!result.succeeded() && result.output().contains("C.UTF-8")) {
      // Some C libraries do not know that locale: Windows, older systems of Apple and Red Hat.
      FileUtils.cleanDirectory(part.toFile());
      result = initdb(account, part, "C");
    }
    if (!result.succeeded()) {
      throw new EmbeddedPostgresException(
          "initdb failed:\n" + result.output().indent(4).stripTrailing(),
          "mend what it says, or name a server of your own by its URL (db.url, db.scratch)");
    }
    Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void removeUnfinished() throws IOException {
    List<Path> unfinished = new ArrayList<>();
    try (Stream<Path> entries = Files.list(data.getParent())) {
      entries
          .filter(entry -> entry.getFileName().toString().startsWith(data.getFileName() + INIT))
          .forEach(unfinished::add);
    }
    for (Path part : unfinished) {
      FileUtils.deleteDirectory(part.toFile());
    }
  }

  /** Sorting is by code point and messages are English everywhere, so that results compare. */
  private Programs.Result initdb(ServerAccount account, Path folder, String characterType)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program("initdb"));
    command.addAll(List.of("-D", folder.toString(), "-U", PostgresServer.USER));
    command.addAll(List.of("--auth=trust", "--encoding=UTF8", "--text-search-config=english"));
    command.addAll(List.of("--locale=C", "--lc-ctype=" + characterType));
    if (major >= FIRST_WITH_BUILTIN_LOCALES) {
      command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    }
    if (mode == ServerMode.SCRATCH) {
      command.add("--no-sync");
    }
    return Programs.start(account.command(command), Map.of("TZ", "UTC", "LC_ALL", "C"))
        .await(LIMIT.multipliedBy(2));
  }

  /**
   * Starts the server, which must not run.
   *
   * @param port the port to use, or 0 for the one of the last time, or else a free one
   * @param remembered where the port is kept
   */
  PidFile start(int port, Path remembered) throws IOException {
    ServerAccount account = ServerAccount.find(data, home, data);
    account.own(data);
    closeToOthers();
    int last = port != 0 ? port : remembered(remembered);
    for (int attempt = 1; ; attempt++) {
      int chosen = port != 0 || (attempt == 1 && isFree(last)) ? last : freePort();
      Files.deleteIfExists(data.resolve(PidFile.NAME));
      Files.deleteIfExists(data.resolve(LOG));
      Optional<PidFile> started = launch(account, chosen);
      if (started.isPresent()) {
        Files.writeString(remembered, chosen + "\n");
        return started.get();
      }
      String log = logTail();
      boolean portTaken = log.contains("could not bind") || log.contains("Address already in use");
      // What a killed postmaster's own processes hold is free once they have noticed its death.
      boolean dying = log.contains("shared memory block") && log.contains("still in use");
      if (attempt == PORT_ATTEMPTS || !(dying || (portTaken && port == 0))) {
        throw startFailure(chosen, log, portTaken);
      }
      Pause.millis(dying ? 1_000 : 0);
    }
  }

  /** A copied folder may be open to others, which the server refuses. */
  private void closeToOthers() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(data, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Starts the server once; empty when it ended by itself before it was ready. */
  private Optional<PidFile> launch(ServerAccount account, int port) throws IOException {
    List<String> settings = new ArrayList<>(mode.settings());
    settings.add("port=" + port);
    settings.add("listen_addresses=" + PostgresServer.HOST);
    // No socket file: its path would be limited to 107 bytes, and others could reach it.
    settings.add("unix_socket_directories=");
    settings.add("logging_collector=off");
    List<String> command = new ArrayList<>();
    command.add(program("pg_ctl"));
    command.addAll(List.of("start", "-w", "-t", Long.toString(LIMIT.toSeconds())));
    command.addAll(List.of("-D", data.toString(), "-l", data.resolve(LOG).toString()));
    command.addAll(List.of("-o", "-c " + String.join(" -c ", settings)));
    Programs.Running running = Programs.start(account.command(command), Map.of());
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      // pg_ctl looks every 100 ms; this loop sees sooner that the server is ready.
      boolean ended = !running.process().isAlive();
      Optional<PidFile> pidFile = PidFile.read(data).filter(PidFile::ready);
      if (pidFile.isPresent()) {
        running.discard();
        return pidFile;
      }
      if (ended) {
        running.await(LIMIT);
        return Optional.empty();
      }
      Pause.millis(10);
    }
    running.await(Duration.ZERO);
    return Optional.empty();
  }

  private EmbeddedPostgresException startFailure(int port, String log, boolean portTaken) {
    return new EmbeddedPostgresException(
        "PostgreSQL did not start in "
            + data
            + " on port "
            + port
            + "; its log ends with:\n"
            + log.indent(4).stripTrailing(),
        portTaken
            ? "end what listens on port " + port + ", or choose another port"
            : "mend what the log says; the whole log is " + data.resolve(LOG));
  }

  /** Stops the running server: its clients are disconnected, and its data is left clean. */
  void stop() throws IOException {
    ServerAccount account = ServerAccount.find(data, home, data);
    String stopMode = mode == ServerMode.SCRATCH ? "immediate" : "fast";
    Programs.Result result = stop(account, stopMode);
    if (!result.succeeded() && Files.exists(data.resolve(PidFile.NAME))) {
      result = stop(account, "immediate");
    }
    if (!result.succeeded() && Files.exists(data.resolve(PidFile.NAME))) {
      throw new EmbeddedPostgresException(
          "PostgreSQL in " + data + " does not stop: " + result.output(),
          "end the process in the first line of " + data.resolve(PidFile.NAME));
    }
  }

  private Programs.Result stop(ServerAccount account, String stopMode) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program("pg_ctl"));
    command.addAll(List.of("stop", "-w", "-t", Long.toString(LIMIT.toSeconds())));
    command.addAll(List.of("-m", stopMode, "-D", data.toString()));
    return Programs.run(LIMIT.plusSeconds(10), account.command(command));
  }

  private String program(String name) {
    return home.resolve("bin").resolve(Platform.isWindows() ? name + ".exe" : name).toString();
  }

  private String logTail() throws IOException {
    Path log = data.resolve(LOG);
    if (!Files.exists(log)) {
      return "(no log)";
    }
    List<String> lines = List.of(Files.readString(log, StandardCharsets.ISO_8859_1).split("\n"));
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
  }

  private static int remembered(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    String text = Files.readString(file).strip();
    return text.matches("\\d{4,5}") ? Integer.parseInt(text) : 0;
  }

  private static boolean isFree(int port) {
    if (port == 0) {
      return false;
    }
    try (ServerSocket socket =
        new ServerSocket(port, 1, InetAddress.getByName(PostgresServer.HOST))) {
      return socket.isBound();
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(PostgresServer.HOST))) {
      return socket.getLocalPort();
    }
  }
}
