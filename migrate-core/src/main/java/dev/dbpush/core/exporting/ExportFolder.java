package dev.dbpush.core.exporting;

import dev.dbpush.core.MigrationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder that an export is written to: all of it, or nothing. */
final class ExportFolder {
  private final Path folder;

  ExportFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Writes the files; false if exactly these were there already. */
  boolean write(Map<String, String> files) {
    try {
      Map<String, String> present = present();
      if (present.equals(files)) {
        return false;
      }
      if (!present.isEmpty()) {
        throw new MigrationException(
            folder + " already holds files, such as " + present.keySet().iterator().next(),
            "export into an empty folder, or remove what is there");
      }
      Files.createDirectories(folder);
      Path beside = folder.resolveSibling("." + folder.getFileName() + ".export");
      delete(beside); // what a cut export left
      try {
        for (Map.Entry<String, String> file : files.entrySet()) {
          Path path = beside.resolve(file.getKey());
          Files.createDirectories(path.getParent());
          Files.writeString(path, file.getValue());
        }
        Files.delete(folder);
        Files.move(beside, folder);
      } finally {
        delete(beside);
      }
      return true;
    } catch (IOException e) {
      throw new MigrationException(
          folder + " cannot be written: " + e, "check permissions and free space", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** What the folder holds: texts by path. */
  private Map<String, String> present() throws IOException {
    Map<String, String> present = new TreeMap<>();
    if (!Files.exists(folder)) {
      return present;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        present.put(name, new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
      }
    }
    return present;
  }
}
