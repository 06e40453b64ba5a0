package dev.dbpush.core.folder;

import dev.dbpush.core.chain.ChainException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code git}, which asks nothing and writes nothing. */
final class GitCommand {
  /** What came of it. */
  record Result(int exit, byte[] output, String message) {
    String text() {
      return new String(output, StandardCharsets.UTF_8).strip();
    }
  }

  private GitCommand() {}

  static Result run(Path folder, String... arguments) throws IOException {
    Process process = start(folder, arguments);
    try {
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      String message = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output, message.strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git ran", e);
    } finally {
      process.destroy();
    }
  }

  static Process start(Path folder, String... arguments) throws IOException {
    if (!folder.toFile().isDirectory()) {
      throw ChainException.of(
          folder + " is no folder", "git is asked from the folder as it is now: create it");
    }
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of("-c", "core.fsmonitor=false", "--no-optional-locks"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    // set by a hook that starts a build, and then of another folder
    List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
        .forEach(builder.environment()::remove);
    try {
      return builder.start();
    } catch (IOException e) {
      throw ChainException.of(
          "git cannot be started: " + e.getMessage(),
          "git:REF needs the git command on the path; a revision's id needs none");
    }
  }
}
