package dev.dbpush.core.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of another tool's files, written for a test, and the folder that it is imported to. */
final class Source {
  private final Path folder;
  private final Path target;

  Source(Path temporary) {
    this.folder = temporary.resolve("source");
    this.target = temporary.resolve("migrations");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Source with(String path, String content) {
    return with(path, content.getBytes(StandardCharsets.UTF_8));
  }

  Source with(String path, byte[] content) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  Path target() {
    return target;
  }

  ImportReport run() {
    return Importer.run(ImportRequest.of(folder, target));
  }

  ImportReport run(Layout layout) {
    return Importer.run(new ImportRequest(folder, target, layout, Map.of()));
  }

  /** The target's files by name. */
  Map<String, String> written() {
    Map<String, String> files = new TreeMap<>();
    if (!Files.exists(target)) {
      return files;
    }
    try (Stream<Path> paths = Files.list(target)) {
      for (Path path : paths.toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of the file that was written for the migration at this place of the chain. */
  String text(ImportReport report, int index) {
    return written().getOrDefault(report.imported().get(index).file(), "");
  }
}
