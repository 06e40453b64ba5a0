package dev.dbpush.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets one thread of one process at a time decide about a folder. The operating system frees the
 * lock of a killed process.
 */
final class FolderLock {
  /** Longer than a start that fails and the stop of another user together. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path file;
  private final Duration patience;

  FolderLock(Path file) {
    this(file, PATIENCE);
  }

  FolderLock(Path file, Duration patience) {
    this.file = file.toAbsolutePath().normalize();
    this.patience = patience;
  }

  /** Runs the action while holding the lock. Not reentrant. */
  <T> T holding(Supplier<T> action) {
    Path file = realFile();
    // File locks belong to the whole process, so threads exclude each other by a monitor. An
    // interned string is one object for every class loader, and so for two realms of a build.
    synchronized (("dev.dbpush.embedded.lock:" + file).intern()) {
      try (FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        acquire(channel); // closing the channel frees it
        writeOwner(channel);
        return action.get();
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }

  /** One name for the file, whichever links lead to it. */
  private Path realFile() {
    try {
      Files.createDirectories(file.getParent());
      return file.getParent().toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private EmbeddedPostgresException failure(IOException e) {
    return new EmbeddedPostgresException(
        "cannot lock " + file + ": " + e,
        "the folder must be writable, and its file system must support locks",
        e);
  }

  private void acquire(FileChannel channel) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new EmbeddedPostgresException(
            "another process ("
                + owner(channel)
                + ") has held "
                + file
                + " for more than "
                + patience.toSeconds()
                + " s",
            "wait for that process, or end it");
      }
      Pause.millis(50);
    }
  }

  private static void writeOwner(FileChannel channel) throws IOException {
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            ("pid " + ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
        0);
  }

  private static String owner(FileChannel channel) {
    try {
      ByteBuffer text = ByteBuffer.allocate(64);
      channel.read(text, 0);
      return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      return "pid unknown"; // a mandatory lock, as on Windows, also forbids reading
    }
  }
}
