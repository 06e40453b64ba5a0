package dev.dbpush.core.importing;

import dev.dbpush.sql.syntax.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the source.
 *
 * @param path from the source's root, with slashes; characters that would disturb a report are
 *     replaced by question marks
 * @param folder the raw path of its folder from the root, with slashes; empty in the root
 * @param name its raw name
 * @param location where it is read from
 */
record SourceFile(String path, String folder, String name, Path location) {

  /**
   * The content.
   *
   * @throws ImportException if it cannot be read
   */
  byte[] bytes() {
    try {
      return Files.readAllBytes(location);
    } catch (IOException e) {
      throw new ImportException(
          new Problem(path, null, "cannot be read: " + e, "check that the file is readable"));
    }
  }

  boolean inRoot() {
    return folder.isEmpty();
  }

  /** A name that stays on one line and shows what it holds: no controls, no direction marks. */
  static String printable(String name) {
    return name.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
  }
}
