package dev.dbpush.core.folder;

import dev.dbpush.core.chain.ChainException;
import dev.dbpush.sql.syntax.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes several files of a folder: all of them, or none.
 *
 * <p>Everything is written to temporary files first, then renamed; if a rename fails, the former
 * ones are taken back. A file that is no longer as it was read is not overwritten. One writer a
 * process at a time.
 */
public final class FolderWriter {
  private static final Object ONE_AT_A_TIME = new Object();

  private final MigrationFolder folder;
  private final List<Path> staged = new ArrayList<>();
  private final List<Path> backups = new ArrayList<>();
  private final Deque<Undo> undos = new ArrayDeque<>();

  private FolderWriter(MigrationFolder folder) {
    this.folder = folder;
  }

  /**
   * Writes the changes, in this order; creates the folder if need be.
   *
   * @throws ChainException if a file is not as it was read, is a link, or has a name that leads out
   *     of the folder
   * @throws UncheckedIOException if writing fails; the folder is then as it was
   */
  public static void write(MigrationFolder folder, List<FileChange> changes) {
    synchronized (ONE_AT_A_TIME) {
      new FolderWriter(folder).run(changes);
    }
  }

  private void run(List<FileChange> changes) {
    boolean done = false;
    try {
      createFolder(folder.path().toAbsolutePath());
      List<Path> targets = new ArrayList<>();
      for (FileChange change : changes) {
        Path target = target(change);
        check(change, target);
        targets.add(target);
        stage(change, target);
      }
      for (int i = 0; i < targets.size(); i++) {
        replace(targets.get(i), staged.get(i), changes.get(i).before() != null);
      }
      done = true;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the folder " + folder.name() + " could not be written and is as it was", e);
    } finally {
      staged.forEach(FolderWriter::deleteQuietly);
      if (!done) {
        takeBack();
      }
      backups.forEach(FolderWriter::deleteQuietly);
    }
  }

  private void createFolder(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      createFolder(parent);
    }
    if (!Files.isDirectory(path)) {
      Files.createDirectory(path);
      undos.push(() -> Files.deleteIfExists(path));
    }
  }

  private Path target(FileChange change) {
    Path base = folder.path().toAbsolutePath().normalize();
    Path target = base.resolve(change.name()).normalize();
    if (!base.equals(target.getParent()) || !target.endsWith(change.name())) {
      throw refusal(change, "a name that leads out of the folder", "use the name of a file");
    }
    return target;
  }

  private void check(FileChange change, Path target) throws IOException {
    if (Files.isSymbolicLink(target)) {
      throw refusal(change, "a symbolic link, which is not written to", "put the file itself here");
    }
    byte @Nullable [] now =
        Files.exists(target, LinkOption.NOFOLLOW_LINKS) ? Files.readAllBytes(target) : null;
    String before = change.before();
    byte @Nullable [] read = before == null ? null : before.getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(now, read)) {
      throw refusal(
          change,
          read == null ? "the file exists already" : "the file changed while it was worked on",
          "run the command again");
    }
  }

  private void stage(FileChange change, Path target) throws IOException {
    Path file = temporary();
    staged.add(file);
    // not a temporary file of the platform's: those are private to the user
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(change.after().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    PosixFileAttributeView now = Files.getFileAttributeView(target, PosixFileAttributeView.class);
    if (change.before() != null && now != null) {
      Files.setPosixFilePermissions(file, now.readAttributes().permissions());
    }
  }

  private void replace(Path target, Path file, boolean exists) throws IOException {
    if (exists) {
      Path backup = temporary();
      backups.add(backup);
      Files.copy(target, backup, StandardCopyOption.COPY_ATTRIBUTES);
      undos.push(() -> move(backup, target));
      move(file, target);
    } else {
      Files.move(file, target); // fails where another process was quicker
      undos.push(() -> Files.deleteIfExists(target));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void takeBack() {
    while (!undos.isEmpty()) {
      try {
        undos.pop().run();
      } catch (IOException e) {
        continue; // the others still can be taken back
      }
    }
  }

  private Path temporary() {
    return folder.path().resolve(".dbpush-" + UUID.randomUUID() + ".tmp");
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  private ChainException refusal(FileChange change, String message, String remedy) {
    return new ChainException(
        List.of(new Problem(folder.name() + "/" + change.name(), null, message, remedy)));
  }

  private interface Undo {
    void run() throws IOException;
  }
}
