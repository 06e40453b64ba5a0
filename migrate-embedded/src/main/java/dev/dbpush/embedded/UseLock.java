package dev.dbpush.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One use of a server: a file that its process keeps locked. A killed process loses the lock, so a
 * file that nobody locks is a use that has ended. Callers hold the {@link FolderLock}.
 */
final class UseLock implements AutoCloseable {
  /** Marks the files that this JVM holds, for every class loader in it. */
  private static final String HELD = "dev.dbpush.embedded.use:";

  private final Path file;
  private final FileChannel channel;

  private UseLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes a new use in the folder, which is made when it is missing. */
  static UseLock take(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file =
        folder.toRealPath().resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new IOException("a new file is locked already: " + file);
    }
    System.setProperty(HELD + file, "held");
    return new UseLock(file, channel);
  }

  /** How many uses are held now, in this process and in others; removes those that have ended. */
  static int held(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder.toRealPath())) {
      entries.sorted().forEach(files::add);
    } catch (NoSuchFileException e) {
      return 0; // a scratch server's folder, which its process has just deleted
    }
    int held = 0;
    for (Path file : files) {
      if (isHeld(file)) {
        held++;
      } else {
        Files.deleteIfExists(file);
      }
    }
    return held;
  }

  private static boolean isHeld(Path file) throws IOException {
    // Opening and closing a file that this process has locked would free its lock (POSIX).
    if (System.getProperty(HELD + file) != null) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    System.clearProperty(HELD + file);
    Files.deleteIfExists(file);
  }
}
