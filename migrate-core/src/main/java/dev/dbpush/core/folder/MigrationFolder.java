package dev.dbpush.core.folder;

import dev.dbpush.core.chain.ChainLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A folder of migrations in the file system.
 *
 * <p>A link to a file of the folder is read like a file (mounted configuration consists of links);
 * one that leads out of the folder is refused. Names that begin with a dot are not looked at. Subfolders are not read; a migration in one is told of, so
 * that it is not silently left out.
 *
 * @param path the folder
 * @param name its name as the user knows it, for messages
 */
public record MigrationFolder(Path path, String name) implements MigrationSource {
  private static final long LARGEST_FILE = Integer.MAX_VALUE - 64L;

  /** A folder that messages call by its last name. */
  public static MigrationFolder at(Path path) {
    Path last = path.toAbsolutePath().normalize().getFileName();
    return new MigrationFolder(path, last == null ? "" : last.toString());
  }

  /** Whether there is such a folder. */
  public boolean exists() {
    return Files.isDirectory(path);
  }

  /** Reads everything; see {@link SourceReader#read}. */
  public FolderContents read() {
    return SourceReader.read(this);
  }

  /**
   * A file's content as it is, a BOM and every line end included.
   *
   * @throws UncheckedIOException if it cannot be read
   * @throws dev.dbpush.sql.syntax.SqlSyntaxException if it is not UTF-8
   */
  public String text(String fileName) {
    try {
      return Utf8.decode(name + "/" + fileName, content(path, path.resolve(fileName)));
    } catch (IOException e) {
      throw new UncheckedIOException(name + "/" + fileName + " cannot be read", e);
    }
  }

  @Override
  public List<SourceFile> files() throws IOException {
    List<SourceFile> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        String entryName = entry.getFileName().toString();
        if (entryName.startsWith(".")) {
          continue;
        }
        if (isWanted(entryName)) {
          files.add(new SourceFile(entryName, () -> content(path, entry)));
        } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          addSubfolder(files, entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files;
  }

  private static boolean isWanted(String name) {
    return name.equals(ChainLock.FILE_NAME) || name.toLowerCase(Locale.ROOT).endsWith(".sql");
  }

  private static void addSubfolder(List<SourceFile> files, Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.sql")) {
      for (Path entry : entries) {
        files.add(
            new SourceFile(folder.getFileName() + "/" + entry.getFileName(), () -> content(folder, entry)));
      }
    } catch (AccessDeniedException e) {
      return; // not ours to read, and so not a migration of ours
    }
  }

  private static byte[] content(Path folder, Path file) throws IOException {
    if (Files.isSymbolicLink(file)
        && Files.exists(file)
        && !file.toRealPath().startsWith(folder.toRealPath())) {
      throw new IOException("it is a link that leads out of the folder");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is not a regular file"); // reading a pipe would wait for ever
    }
    long size = Files.size(file);
    if (size > LARGEST_FILE) {
      throw new IOException("it has " + size + " bytes, and 2 GB is the limit");
    }
    return Files.readAllBytes(file);
  }
}
