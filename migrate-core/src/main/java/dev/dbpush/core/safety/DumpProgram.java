package dev.dbpush.core.safety;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installed {@code pg_dump} with the {@code pg_restore} beside it.
 *
 * @param folder the folder of both
 * @param major the major version of pg_dump
 */
record DumpProgram(Path folder, int major) {
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

  /** Where packages put several versions beside each other. */
  private static final List<String> INSTALLATIONS =
      List.of(
          "/usr/lib/postgresql",
          "/usr/local/pgsql",
          "/opt/homebrew/opt",
          "/usr/local/opt",
          "C:\\Program Files\\PostgreSQL");

  /** How a program ended and what it printed. */
  record Result(int exitCode, String output) {}

  /**
   * All that are installed.
   *
   * @param path the text of the environment's {@code PATH}
   */
  static List<DumpProgram> installed(String path) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    for (String entry : path.split(Pattern.quote(File.pathSeparator))) {
      try {
        folders.add(Path.of(entry));
      } catch (InvalidPathException e) {
        continue; // not a folder at all
      }
    }
    for (String installation : INSTALLATIONS) {
      Path home = Path.of(installation);
      if (Files.isDirectory(home)) {
        folders.add(home.resolve("bin"));
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(home)) {
          versions.forEach(version -> folders.add(version.resolve("bin")));
        }
      }
    }
    List<DumpProgram> found = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.isExecutable(program(folder, "pg_dump"))
          && Files.isExecutable(program(folder, "pg_restore"))) {
        // Asked, not guessed: a wrapper on the path may stand for any version.
        Matcher version =
            VERSION.matcher(
                run(List.of(program(folder, "pg_dump").toString(), "--version"), Map.of())
                    .output());
        if (version.find()) {
          found.add(new DumpProgram(folder, Integer.parseInt(version.group(1))));
        }
      }
    }
    return found;
  }

  private static Path program(Path folder, String name) {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return folder.resolve(windows ? name + ".exe" : name);
  }

  String dump() {
    return program(folder, "pg_dump").toString();
  }

  String restore() {
    return program(folder, "pg_restore").toString();
  }

  /**
   * Runs a program to its end. The variables are seen by the child alone; those of libpq that are
   * around are kept from it, but for the files with passwords and certificates.
   */
  static Result run(List<String> command, Map<String, String> environment) throws IOException {
    Path output = Files.createTempFile("dbpush-", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(
            name ->
                name.startsWith("PG") && !name.startsWith("PGSSL") && !name.equals("PGPASSFILE"));
    builder.environment().putAll(environment);
    Process process = null;
    try {
      process = builder.start();
      process.getOutputStream().close();
      int exitCode = process.waitFor();
      return new Result(
          exitCode, new String(Files.readAllBytes(output), Charset.defaultCharset()).strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.get(0) + " ran", e);
    } finally {
      if (process != null) {
        process.destroy();
      }
      Files.deleteIfExists(output);
    }
  }
}
