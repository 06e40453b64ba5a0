package dev.dbpush.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A runnable jar that was started, and what it prints. Not thread-safe. */
public final class Program {
  private static final long LONGEST_SECONDS = 120;

  private final Process process;
  private final Path log;

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a jar, with the Java of this build and as few threads as it can do with. */
  public static Program start(File jar, List<String> arguments, File log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar.toString()));
    arguments.forEach(each -> command.add(String.valueOf(each)));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    return new Program(builder.start(), log.toPath());
  }

  /** Waits until one of several programs has printed a text. */
  public static void await(List<Program> programs, String text)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (System.nanoTime() < end) {
      boolean allEnded = true;
      for (Program program : programs) {
        allEnded &= !program.process.isAlive();
        if (program.output().contains(text)) {
          return;
        }
      }
      if (allEnded) {
        break;
      }
      Thread.sleep(50);
    }
    for (Program program : programs) {
      program.process.destroyForcibly();
    }
    throw new AssertionError(
        "none printed: " + text + programs.stream().map(Program::shown).toList());
  }

  /** Waits for the end, and fails unless the exit code is this one. */
  public void expectExit(int code) throws IOException, InterruptedException {
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end" + shown());
    }
    if (process.exitValue() != code) {
      throw new AssertionError("it ended with " + process.exitValue() + ", not " + code + shown());
    }
  }

  /** What it printed so far. */
  public String output() throws IOException {
    return Files.readString(log);
  }

  /** Fails unless the output holds a text. */
  public void expect(String text) throws IOException {
    if (!output().contains(text)) {
      throw new AssertionError("the output does not hold: " + text + shown());
    }
  }

  /** Fails if the output holds a text. */
  public void refuse(String text) throws IOException {
    if (output().contains(text)) {
      throw new AssertionError("the output holds: " + text + shown());
    }
  }

  private String shown() {
    try {
      return "\n" + output();
    } catch (IOException e) {
      return "\n" + e;
    }
  }
}
