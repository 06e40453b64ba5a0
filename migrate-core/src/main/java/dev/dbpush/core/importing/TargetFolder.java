package dev.dbpush.core.importing;

import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.syntax.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The folder that the chain is written to: all of it, or nothing. */
final class TargetFolder {
  private static final String LOCK = "chain.lock";

  private final Path folder;

  TargetFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Writes the files, the lock file last.
   *
   * @param files content by name, with the lock file among them
   * @return false if exactly these were there already
   * @throws ImportException if the folder holds other migrations, or cannot be written
   */
  boolean write(Map<String, String> files) {
    try {
      Files.createDirectories(folder);
      TreeSet<String> present = present();
      if (present.equals(new TreeSet<>(files.keySet())) && allEqual(present, files)) {
        return false;
      }
      // Without a lock file, files equal to ours are what an import that was cut off left.
      boolean cutOff =
          !present.contains(LOCK)
              && files.keySet().containsAll(present)
              && allEqual(present, files);
      if (!cutOff) {
        throw new ImportException(
            new Problem(
                folder.toString(),
                null,
                "the folder already holds migrations, such as " + present.first(),
                "import into an empty folder (db.migrations), or remove what is there"));
      }
      writeAll(files, present);
      return true;
    } catch (IOException e) {
      throw new ImportException(
          new Problem(
              folder.toString(),
              null,
              "cannot be written: " + e,
              "check permissions and free space; nothing was left behind"));
    }
  }

  private TreeSet<String> present() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      TreeSet<String> names = new TreeSet<>();
      entries
          .map(path -> path.getFileName().toString())
          .filter(name -> name.equals(LOCK) || MigrationFileParser.isMigrationFileName(name))
          .forEach(names::add);
      return names;
    }
  }

  private boolean allEqual(Iterable<String> names, Map<String, String> files) throws IOException {
    for (String name : names) {
      String wanted = files.get(name);
      if (wanted == null || !wanted.equals(read(folder.resolve(name)))) {
        return false;
      }
    }
    return true;
  }

  /** The text, with the line ends that a checkout may have changed. */
  private static String read(Path path) throws IOException {
    return new String(Files.readAllBytes(path), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private void writeAll(Map<String, String> files, TreeSet<String> present) throws IOException {
    Path staging = Files.createTempDirectory(folder, ".import-");
    List<Path> moved = new ArrayList<>();
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(staging.resolve(file.getKey()), file.getValue());
      }
      for (String name : files.keySet()) {
        if (!present.contains(name) && !name.equals(LOCK)) {
          move(staging, name, moved);
        }
      }
      move(staging, LOCK, moved);
    } catch (IOException e) {
      for (Path path : moved) {
        Files.deleteIfExists(path);
      }
      throw e;
    } finally {
      remove(staging, files);
    }
  }

  private void move(Path staging, String name, List<Path> moved) throws IOException {
    Path to = folder.resolve(name);
    Files.move(staging.resolve(name), to, StandardCopyOption.ATOMIC_MOVE);
    moved.add(to);
  }

  private static void remove(Path staging, Map<String, String> files) throws IOException {
    for (String name : files.keySet()) {
      Files.deleteIfExists(staging.resolve(name));
    }
    Files.deleteIfExists(staging);
  }
}
