package dev.dbpush.core.importing;

import dev.dbpush.sql.syntax.SourcePosition;

/**
 * SQL of another tool's migration.
 *
 * @param file the path in the source
 * @param start where the text begins in the file
 * @param text LF line ends, no BOM
 * @param transactional false where the tool was told to run it without a transaction
 */
record ForeignSection(String file, SourcePosition start, String text, boolean transactional) {

  static ForeignSection whole(SourceFile file, String text) {
    return new ForeignSection(file.path(), SourcePosition.START, text, true);
  }

  ForeignSection withText(String other) {
    return new ForeignSection(file, start, other, transactional);
  }

  ForeignSection transactional(boolean value) {
    return new ForeignSection(file, start, text, value);
  }
}
