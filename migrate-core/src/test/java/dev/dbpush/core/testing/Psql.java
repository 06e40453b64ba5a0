package dev.dbpush.core.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * PostgreSQL's own {@code psql} and {@code pg_dump}, the newest that are installed. The embedded
 * binaries do not hold them, so where they are absent a test is skipped; in CI (environment
 * variable {@code CI}) it fails.
 *
 * @param folder the folder with the programs
 * @param dumpMajor the major version of the programs
 */
public record Psql(Path folder, int dumpMajor) {
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
  private static final long LIMIT_MINUTES = 5;
  private static final List<Path> INSTALLATIONS =
      List.of(
          Path.of("/usr/lib/postgresql"),
          Path.of("/opt/homebrew/opt"),
          Path.of("/usr/local/opt"),
          Path.of("C:\\Program Files\\PostgreSQL"));

  /** What a program printed, and how it ended. */
  public record Result(int exitCode, String output, String errors) {}

  /** The installed programs; skips the test, or in CI fails it, where there are none. */
  public static Psql required() {
    Optional<Psql> found = Holder.FOUND;
    if (found.isEmpty()) {
      String message =
          "psql and pg_dump are not installed (looked on PATH and in " + INSTALLATIONS + ")";
      if (System.getenv("CI") != null) {
        throw new AssertionError(message + "; install postgresql-client");
      }
      Assumptions.abort(message);
    }
    return found.orElseThrow();
  }

  /** Looked for once. */
  private static final class Holder {
    private static final Optional<Psql> FOUND =
        folders().flatMap(Psql::in).max(Comparator.comparing(Psql::dumpMajor));
  }

  private static Stream<Path> folders() {
    Stream<Path> path =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(entry -> !entry.isBlank())
            .map(Path::of);
    return Stream.concat(path, INSTALLATIONS.stream().flatMap(Psql::binFolders));
  }

  private static Stream<Path> binFolders(Path installations) {
    try (Stream<Path> entries = Files.list(installations)) {
      return entries.map(entry -> entry.resolve("bin")).toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static Stream<Psql> in(Path folder) {
    if (!Files.isExecutable(program(folder, "psql"))
        || !Files.isExecutable(program(folder, "pg_dump"))) {
      return Stream.empty();
    }
    try {
      // Asked, not guessed: a wrapper on the PATH may stand for any version, or for none.
      Result result = run(List.of(program(folder, "pg_dump").toString(), "--version"), "", "");
      Matcher version = VERSION.matcher(result.output());
      return version.find()
          ? Stream.of(new Psql(folder, Integer.parseInt(version.group(1))))
          : Stream.empty();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static Path program(Path folder, String name) {
    return folder.resolve(
        System.getProperty("os.name", "").startsWith("Windows") ? name + ".exe" : name);
  }

  /** Runs SQL from standard input with {@code psql -X}, without stopping at an error. */
  public Result run(TestDatabase database, String sql, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(program(folder, "psql").toString(), "-X"));
    command.addAll(connection(database));
    command.addAll(List.of(options));
    return run(command, database.password(), sql);
  }

  /** Runs a file with {@code psql -X -f}. */
  public Result runFile(TestDatabase database, Path file, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-f", file.toString()));
    return run(database, "", all.toArray(String[]::new));
  }

  /**
   * Dumps a database, by default with everything in it; skips the test where pg_dump is older than
   * the server.
   */
  public String dump(TestDatabase database, String... options) throws IOException {
    int server = database.server().major();
    Assumptions.assumeTrue(
        dumpMajor >= server, () -> "pg_dump " + dumpMajor + " does not dump a server " + server);
    List<String> command = new ArrayList<>(List.of(program(folder, "pg_dump").toString()));
    command.addAll(connection(database));
    command.addAll(List.of(options));
    Result result = run(command, database.password(), "");
    if (result.exitCode() != 0) {
      throw new AssertionError("pg_dump failed: " + result.errors());
    }
    return withoutKeys(result.output());
  }

  /** A random key that newer releases of pg_dump write, other in each dump. */
  private static String withoutKeys(String dump) {
    return dump.replaceAll("(?m)^\\\\(un)?restrict .*\\R?", "");
  }

  private static List<String> connection(TestDatabase database) {
    TestServer server = database.server();
    return List.of(
        "-h",
        server.host(),
        "-p",
        Integer.toString(server.port()),
        "-U",
        server.user(),
        "-d",
        database.name());
  }

  private static Result run(List<String> command, String password, String input)
      throws IOException {
    Path in = Files.createTempFile("dbpush-test-", ".in");
    Path out = Files.createTempFile("dbpush-test-", ".out");
    Path err = Files.createTempFile("dbpush-test-", ".err");
    try {
      Files.writeString(in, input);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.environment().put("PGPASSWORD", password);
      builder.environment().put("PGCLIENTENCODING", "UTF8");
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(command.get(0) + " did not end in " + LIMIT_MINUTES + " minutes");
      }
      return new Result(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(in);
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }
}
