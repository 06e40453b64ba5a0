package dev.dbpush.core.importing;

import dev.dbpush.sql.syntax.Problem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The files below a source's root, sorted by path. Hidden folders and the target are left out. */
final class SourceFolder {
  private final List<SourceFile> files = new ArrayList<>();
  private final List<ImportReport.Skipped> unread = new ArrayList<>();
  private final Path root;

  private SourceFolder(Path root) {
    this.root = root;
  }

  /**
   * Lists a folder.
   *
   * @param excluded a folder that is not looked into, or null
   * @throws ImportException if it is no folder or cannot be read
   */
  static SourceFolder scan(Path source, @Nullable Path excluded) {
    if (!Files.isDirectory(source)) {
      throw new ImportException(
          new Problem(
              source.toString(),
              null,
              Files.exists(source) ? "the source is not a folder" : "the source does not exist",
              "name the folder that holds the other tool's migrations"));
    }
    try {
      SourceFolder folder = new SourceFolder(source.toRealPath());
      Path leftOut = excluded != null && Files.exists(excluded) ? excluded.toRealPath() : null;
      Files.walkFileTree(folder.root, folder.new Walk(leftOut));
      folder.files.sort(Comparator.comparing(SourceFile::path));
      return folder;
    } catch (IOException e) {
      throw new ImportException(
          new Problem(source.toString(), null, "cannot be read: " + e, "check its permissions"));
    }
  }

  List<SourceFile> files() {
    return files;
  }

  /** What the walk met and did not enter. */
  List<ImportReport.Skipped> unread() {
    return unread;
  }

  boolean any(Predicate<SourceFile> test) {
    return files.stream().anyMatch(test);
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final @Nullable Path excluded;

    Walk(@Nullable Path excluded) {
      this.excluded = excluded;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (folder.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      if (folder.equals(excluded)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (folder.getFileName().toString().startsWith(".")) {
        unread.add(skipped(folder, "/", "a hidden folder"));
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      if (attributes.isSymbolicLink()) {
        if (!Files.isRegularFile(path)) {
          unread.add(skipped(path, "", "a symbolic link that leads to no file"));
          return FileVisitResult.CONTINUE;
        }
        if (!path.toRealPath().startsWith(root)) {
          unread.add(skipped(path, "", "a symbolic link that leads out of the source"));
          return FileVisitResult.CONTINUE;
        }
      } else if (!attributes.isRegularFile()) {
        unread.add(skipped(path, "", "not a regular file"));
        return FileVisitResult.CONTINUE;
      }
      Path relative = root.relativize(path);
      String raw = slashes(relative);
      int slash = raw.lastIndexOf('/');
      files.add(
          new SourceFile(
              SourceFile.printable(raw),
              slash < 0 ? "" : raw.substring(0, slash),
              raw.substring(slash + 1),
              path));
      return FileVisitResult.CONTINUE;
    }

    private ImportReport.Skipped skipped(Path path, String end, String reason) {
      String shown = SourceFile.printable(slashes(root.relativize(path))) + end;
      return new ImportReport.Skipped(shown, reason, "");
    }
  }

  private static String slashes(Path relative) {
    List<String> names = new ArrayList<>();
    relative.forEach(name -> names.add(name.toString()));
    return String.join("/", names);
  }
}
