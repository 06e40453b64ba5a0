package dev.dbpush.core.safety;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.history.DatabaseState;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A dump of the whole database by {@code pg_dump}, in its custom format, complete before anything
 * goes on. It has its last name only when it is complete; only its owner may read it.
 */
final class Backup {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final UrlDatabase database;
  private final Path folder;
  private final MigrationListener listener;
  private final Clock clock;
  private final String path;

  Backup(UrlDatabase database, Path folder, MigrationListener listener, Clock clock, String path) {
    this.database = database;
    this.folder = folder;
    this.listener = listener;
    this.clock = clock;
    this.path = path;
  }

  /** Of a configuration's database, with the programs that are installed here. */
  static Backup of(MigratorConfig config, Path folder) {
    if (!(config.database() instanceof UrlDatabase database)) {
      throw new MigrationException(
          "a backup needs the database's address", "name the database by db.url");
    }
    return new Backup(
        database,
        folder,
        config.listener(),
        Clock.systemUTC(),
        System.getenv().getOrDefault("PATH", ""));
  }

  /**
   * Takes the dump.
   *
   * @param state the database as it is
   * @return the file
   * @throws MigrationException if it cannot be taken, or is not complete; nothing is left of it
   *     then
   */
  Path take(DatabaseState state) {
    try {
      DumpProgram program = program(state);
      createFolder();
      Path part = Files.createTempFile(folder, ".dbpush-", ".part", ownerOnly("rw-------"));
      try {
        listener.info("Backup: pg_dump " + program.major() + " writes into " + folder + " ...");
        write(program, part);
        Path file = free(state);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        listener.info("Backup: " + file + ", " + Files.size(file) + " bytes");
        return file;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (FileSystemException e) {
      throw new MigrationException(
          "the backup cannot be written: " + e.getFile() + ": " + reason(e) + "; nothing was run",
          "db.backup names a folder that this user may write",
          e);
    } catch (IOException e) {
      throw new MigrationException(
          "the backup failed: " + e.getMessage() + "; nothing was run", "mend what it says", e);
    }
  }

  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "the folder above it does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "this user may not write there";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "it is no folder";
    }
    return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
  }

  /** The oldest that is new enough: pg_dump refuses a server that is newer than itself. */
  private DumpProgram program(DatabaseState state) throws IOException {
    List<DumpProgram> installed = DumpProgram.installed(path);
    Optional<DumpProgram> fitting =
        installed.stream()
            .filter(program -> program.major() >= state.serverMajor())
            .min(Comparator.comparing(DumpProgram::major));
    if (fitting.isEmpty()) {
      TreeSet<Integer> found = new TreeSet<>();
      installed.forEach(program -> found.add(program.major()));
      throw new MigrationException(
          "there is no pg_dump for PostgreSQL "
              + state.serverMajor()
              + (found.isEmpty() ? "" : "; found are those of " + found)
              + "; nothing was run",
          "install the client programs of PostgreSQL "
              + state.serverMajor()
              + " or later (postgresql-client), with pg_dump and pg_restore on the PATH");
    }
    return fitting.get();
  }

  private void createFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, ownerOnly("rwx------"));
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    return Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Neither password nor address is on a command line. */
  private void write(DumpProgram program, Path part) throws IOException {
    Map<String, String> environment = database.libpqEnvironment();
    DumpProgram.Result dump =
        DumpProgram.run(
            List.of(
                program.dump(),
                "--format=custom",
                "--no-password",
                "--file=" + part.toAbsolutePath()),
            environment);
    require(dump, "pg_dump");
    require(
        DumpProgram.run(
            List.of(program.restore(), "--list", part.toAbsolutePath().toString()), Map.of()),
        "pg_restore --list of the new file");
  }

  private static void require(DumpProgram.Result result, String what) {
    if (result.exitCode() != 0) {
      throw new MigrationException(
          "the backup failed, and nothing was run: "
              + what
              + " ended with "
              + result.exitCode()
              + ":\n    "
              + result.output().replace("\n", "\n    "),
          "mend what it says; the role must be able to read everything that it dumps");
    }
  }

  /** {@code app-55296ad22e23-20260105T091200Z.dump}. */
  private Path free(DatabaseState state) {
    String at = state.current().isEmpty() ? "base" : String.join("+", state.current());
    String name = safe(state.database()) + "-" + safe(at) + "-" + TIME.format(clock.instant());
    Path file = folder.resolve(name + ".dump");
    for (int i = 2; Files.exists(file); i++) {
      file = folder.resolve(name + "-" + i + ".dump");
    }
    return file;
  }

  /** A database's name may hold anything, slashes and dots included. */
  private static String safe(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_+]", "_");
    return plain.length() <= 80 ? plain : plain.substring(0, 80);
  }
}
