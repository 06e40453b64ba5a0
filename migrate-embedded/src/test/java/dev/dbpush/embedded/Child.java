package dev.dbpush.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another JVM that uses a server, for tests of what happens between processes. */
final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private Child(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts {@link Main} with arguments, behind a command prefix and with changed variables. */
  static Child start(List<String> prefix, Map<String, String> environment, String... arguments) {
    return startWith(
        prefix,
        environment,
        System.getProperty("java.class.path"),
        System.getProperty("test.postgres.binaries", "target/postgres-binaries"),
        arguments);
  }

  /**
   * The same with another class path and another folder of binaries, both readable to the child.
   */
  static Child startWith(
      List<String> prefix,
      Map<String, String> environment,
      String classPath,
      String binaries,
      String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.add("-Dtest.postgres.binaries=" + binaries);
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      return new Child(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Child start(String... arguments) {
    return start(List.of(), Map.of(), arguments);
  }

  /** The next line that the child printed. */
  String line() throws IOException {
    return String.valueOf(output.readLine());
  }

  /** The port in a line {@code port N}; fails with all that the child printed otherwise. */
  int port() throws IOException {
    String line = line();
    if (!line.startsWith("port ")) {
      throw new AssertionError("the child printed: " + line + "\n" + rest());
    }
    return Integer.parseInt(line.substring(5));
  }

  private String rest() {
    return String.join("\n", output.lines().toList());
  }

  /** SIGKILL: nothing of the child runs any more, no hook either. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM, as a build that is cancelled gets it. */
  void terminate() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** Lets the child end in its own way. */
  void finish() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      throw new AssertionError("the child does not end");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** What the child does; its standard input ends when it shall go on. */
  static final class Main {
    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[1]);
      switch (arguments[0]) {
        case "use" -> {
          int major = Integer.parseInt(arguments[2]);
          try (PostgresServer server = ServerFolder.in(folder, major, Jars.binaries()).use()) {
            say("port " + server.port());
            awaitEnd();
          }
        }
        case "scratch" -> {
          int major = Integer.parseInt(arguments[2]);
          PostgresServer server = new ScratchServers(folder, Jars.binaries()).start(major);
          say("port " + server.port());
          awaitEnd(); // without closing: the end of the JVM does it
        }
        case "unpack" -> {
          say("ready");
          awaitEnd();
          say(new UnpackedBinaries(folder, Jars::jar).home(17).toString());
        }
        case "lock" ->
            new FolderLock(folder)
                .holding(
                    () -> {
                      try {
                        say("pid " + ProcessHandle.current().pid());
                        awaitEnd();
                        return true;
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    });
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }

    private static void awaitEnd() throws IOException {
      while (System.in.read() >= 0) {
        continue;
      }
    }

    private static void say(String line) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
