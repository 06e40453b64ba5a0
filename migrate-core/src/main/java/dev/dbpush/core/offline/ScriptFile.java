package dev.dbpush.core.offline;

import dev.dbpush.core.MigrationException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import org.jspecify.annotations.Nullable;

/** Puts a script into a file, all of it or nothing, and compares one that was committed. */
public final class ScriptFile {
  private ScriptFile() {}

  /**
   * Writes the script; a file that holds it already is left alone.
   *
   * <p>The folder is made when it is missing. The text goes to a file beside it first. A new file
   * is readable by its owner alone, since a migration may hold data; one that was there keeps the
   * permissions that it has.
   *
   * @return whether the file changed
   */
  public static boolean write(RenderedScript script, Path file) {
    return write(file, out -> script.text().write(out));
  }

  /** Writes the machine forms beside it: {@code .json}, {@code .sarif}. */
  public static Path writeBeside(Path file, String ending, String text) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    Path beside = file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
    write(beside, out -> out.write(text));
    return beside;
  }

  private interface Content {
    void write(Writer out) throws IOException;
  }

  private static boolean write(Path file, Content content) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
      // A temporary file of the platform's is its owner's alone.
      Path part = Files.createTempFile(folder, ".script-", ".part");
      try {
        try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
          content.write(out);
        }
        if (Files.isRegularFile(file)) {
          if (Files.mismatch(part, file) < 0) {
            return false;
          }
          keepPermissions(file, part);
        }
        move(part, file);
        return true;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view != null) {
      Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    }
  }

  /**
   * Whether a committed file still holds the script.
   *
   * @throws MigrationException naming the first line that differs, where it is stale
   */
  public static void check(RenderedScript script, Path file) {
    String committed;
    try {
      committed = Files.readString(file);
    } catch (IOException e) {
      throw new MigrationException(
          "cannot read the script " + file + ": " + e.getMessage(), "render it with db:script", e);
    }
    Integer line = staleLine(committed.replace("\r\n", "\n"), script);
    if (line != null) {
      throw new MigrationException(
          file + ":" + line + ":1: the script is stale: it is not what the chain renders to",
          "render it again with the same options (db:script), and have the change reviewed");
    }
  }

  /** The first line that is not what the script says now; null if all are. */
  static @Nullable Integer staleLine(String committed, RenderedScript script) {
    String rendered = script.asString();
    if (committed.equals(rendered)) {
      return null;
    }
    int line = 1;
    for (int i = 0; i < Math.min(committed.length(), rendered.length()); i++) {
      if (committed.charAt(i) != rendered.charAt(i)) {
        return line;
      }
      line += committed.charAt(i) == '\n' ? 1 : 0;
    }
    return line;
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
