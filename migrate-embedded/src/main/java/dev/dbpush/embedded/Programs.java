package dev.dbpush.embedded;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end, with a time limit, and keeps what they print. */
final class Programs {
  private Programs() {}

  /** How a program ended. */
  record Result(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  /** A program that runs, and the file with what it prints. */
  record Running(Process process, Path output) {
    /** Its end and its output; a program that is not done in time is killed. */
    Result await(Duration limit) throws IOException {
      try {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
          return new Result(-1, text() + "(killed after " + limit.toSeconds() + " s)");
        }
        return new Result(process.exitValue(), text());
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for a program", e);
      } finally {
        discard();
      }
    }

    private String text() throws IOException {
      return new String(Files.readAllBytes(output), Charset.defaultCharset()).strip();
    }

    /** Forgets the output; the program may go on. */
    void discard() {
      try {
        Files.deleteIfExists(output);
      } catch (IOException e) {
        output.toFile().deleteOnExit(); // Windows, while the server still has the file open
      }
    }
  }

  /**
   * Starts a program. Its output goes to a file, not to a pipe: a server that a program leaves
   * behind would hold the pipe open.
   */
  static Running start(List<String> command, Map<String, String> environment) throws IOException {
    Path output = Files.createTempFile("dbpush-", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.PIPE);
    // Settings of the user's own PostgreSQL must not reach this one.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().putAll(environment);
    if (!Platform.isWindows()) {
      builder.directory(Path.of("/").toFile()); // a folder that every user can enter
    }
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new Running(process, output);
    } catch (IOException e) {
      Files.deleteIfExists(output);
      throw e;
    }
  }

  /** Runs a program to its end. */
  static Result run(Duration limit, List<String> command) throws IOException {
    return start(command, Map.of()).await(limit);
  }
}
