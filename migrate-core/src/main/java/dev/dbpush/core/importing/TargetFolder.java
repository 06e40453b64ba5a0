package dev.dbpush.core.importing;

import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.folder.FileChange;
import dev.dbpush.core.folder.FolderWriter;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.sql.syntax.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The folder that the chain is written to: all of it, or nothing. */
final class TargetFolder {
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
      TreeSet<String> present = present();
      if (present.equals(new TreeSet<>(files.keySet())) && allEqual(present, files)) {
        return false;
      }
      // Without a lock file, files equal to ours are what an import that was cut off left.
      boolean cutOff =
          !present.contains(ChainLock.FILE_NAME)
              && files.keySet().containsAll(present)
              && allEqual(present, files);
      if (!cutOff) {
        throw new ImportException(
            new Problem(
                folder.toString(),
                null,
                "the folder already holds migrations, such as "
                    + SourceFile.printable(present.first()),
                "import into an empty folder (db.migrations), or remove what is there"));
      }
      FolderWriter.write(MigrationFolder.at(folder), changes(files, present));
      return true;
    } catch (ChainException e) {
      throw new ImportException(e.problems());
    } catch (IOException | UncheckedIOException e) {
      throw new ImportException(
          new Problem(
              folder.toString(),
              null,
              "cannot be written: " + (e.getCause() == null ? e : e.getCause()),
              "check permissions and free space; nothing was left behind"));
    }
  }

  private static List<FileChange> changes(Map<String, String> files, Set<String> present) {
    List<FileChange> changes = new ArrayList<>();
    files.forEach(
        (name, text) -> {
          if (!present.contains(name) && !name.equals(ChainLock.FILE_NAME)) {
            changes.add(new FileChange(name, null, text));
          }
        });
    String lock = files.getOrDefault(ChainLock.FILE_NAME, "");
    changes.add(new FileChange(ChainLock.FILE_NAME, null, lock));
    return changes;
  }

  /** The lock file and every file that a chain's reader would take for a migration. */
  private TreeSet<String> present() throws IOException {
    if (!Files.exists(folder)) {
      return new TreeSet<>();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      TreeSet<String> names = new TreeSet<>();
      entries
          .map(path -> path.getFileName().toString())
          .filter(name -> name.equals(ChainLock.FILE_NAME) || isSql(name))
          .forEach(names::add);
      return names;
    }
  }

  private static boolean isSql(String name) {
    return !name.startsWith(".") && name.toLowerCase(Locale.ROOT).endsWith(".sql");
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
}
