package dev.dbpush.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server says about itself in {@code postmaster.pid} (PostgreSQL's {@code
 * src/include/utils/pidfile.h}): a line each for pid, data folder, start time in seconds since
 * 1970, port, socket folder, address, shared memory, and status.
 */
record PidFile(long pid, String dataFolder, long startedAt, int port, String status) {
  static final String NAME = "postmaster.pid";

  /** Clocks that were set while a server ran move the start times apart by that much at most. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);

  private static final int TIMEOUT_MILLIS = 2_000;

  /** The SSLRequest message: its length, and the code 1234 5679. */
  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

  /** The file of a data folder; empty when there is none, or no process id in it yet. */
  static Optional<PidFile> read(Path data) throws IOException {
    try {
      List<String> lines =
          List.of(
              Files.readString(data.resolve(NAME), StandardCharsets.ISO_8859_1).split("\n", -1));
      long pid = Math.abs(number(lines, 0)); // negative for a single-user server
      return pid == 0
          ? Optional.empty()
          : Optional.of(
              new PidFile(
                  pid, line(lines, 1), number(lines, 2), (int) number(lines, 3), line(lines, 7)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index).strip() : "";
  }

  private static long number(List<String> lines, int index) {
    String line = line(lines, index);
    return line.matches("-?\\d{1,18}") ? Long.parseLong(line) : 0;
  }

  /** Whether the server takes connections, as far as the file says. */
  boolean ready() {
    return status.equals("ready");
  }

  /**
   * Whether the process is alive and is the server of this data folder, not another one that was
   * given the same process id later, and not the server of the folder that this one is a copy of.
   */
  boolean isAliveIn(Path data) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return false;
    }
    Optional<String> command = process.get().info().command();
    if (command.isPresent() && !programName(command.get()).startsWith("postgres")) {
      return false;
    }
    Optional<Path> workingFolder = workingFolder();
    if (workingFolder.isPresent()) {
      return isSame(workingFolder.get(), data);
    }
    if (!isSame(Path.of(dataFolder), data) && Files.exists(Path.of(dataFolder).resolve(NAME))) {
      return false;
    }
    Optional<Instant> started = process.get().info().startInstant();
    boolean sameStart =
        started.isEmpty()
            || Duration.between(started.get(), Instant.ofEpochSecond(startedAt))
                    .abs()
                    .compareTo(CLOCK_TOLERANCE)
                < 0;
    // Nothing is known of a process of another user: then only an answer on the port counts.
    return sameStart && (command.isPresent() || answers());
  }

  /** A server's working folder is its data folder; only Linux tells, and only to the same user. */
  private Optional<Path> workingFolder() {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  private static String programName(String command) {
    return command.substring(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1);
  }

  /** Whether a PostgreSQL server answers on the port: it says S or N to a request for SSL. */
  boolean answers() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(PostgresServer.HOST, port), TIMEOUT_MILLIS);
      socket.getOutputStream().write(SSL_REQUEST);
      InputStream in = socket.getInputStream();
      int answer = in.read();
      return answer == 'S' || answer == 'N';
    } catch (IOException e) {
      return false;
    }
  }
}
