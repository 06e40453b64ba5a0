package dev.dbpush.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Console terminal = System.console();
    Surroundings surroundings =
        new Surroundings(
            System.getenv(),
            Path.of("").toAbsolutePath(),
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            Ansi.AUTO.enabled(),
            terminal == null ? null : question -> terminal.readLine("%s", question));
    System.exit(Dbpush.run(surroundings, arguments));
  }

  /** UTF-8 whatever the locale: a container often has none, and JSON knows no other. */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }
}
