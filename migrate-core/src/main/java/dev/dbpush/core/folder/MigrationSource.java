package dev.dbpush.core.folder;

import java.io.IOException;
import java.util.List;

/**
 * Where migrations come from: a folder, or resources in a jar. Implementations need not be
 * thread-safe.
 */
public interface MigrationSource {

  /** The source's name as the user knows it, the first part of every place in a message. */
  String name();

  /**
   * The files, in any order; {@code chain.lock} is one of them.
   *
   * <p>Files that are neither migrations nor the lock may be left out. A file in a subfolder, if it
   * is given at all, has a slash in its name.
   *
   * @throws IOException if the source cannot be listed
   */
  List<SourceFile> files() throws IOException;

  /**
   * A file.
   *
   * @param name its name in the source
   * @param content its bytes, read when asked for
   */
  record SourceFile(String name, Content content) {}

  /** Reads a file's bytes. */
  @FunctionalInterface
  interface Content {
    /**
     * All bytes.
     *
     * @throws IOException if it cannot be read; the message names the reason, not the file
     */
    byte[] read() throws IOException;
  }
}
