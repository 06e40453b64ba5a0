package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlStatement;

/**
 * A statement of a file and what it costs.
 *
 * @param file the file's name as the user knows it, with {@code /} between folders
 * @param position where the statement begins
 * @param title its first words
 * @param assessment what it costs
 */
public record AssessedStatement(
    String file, SourcePosition position, String title, Assessment assessment) {

  /** A statement of a file, titled with its first words. */
  public static AssessedStatement of(
      String file, SqlStatement statement, Assessment assessment) {
    return new AssessedStatement(
        file, statement.position(), StatementTitle.of(statement), assessment);
  }

  /** The same, its file named from the folder above. */
  public AssessedStatement in(String folder) {
    return new AssessedStatement(folder + "/" + file, position, title, assessment);
  }

  /** {@code file:line}. */
  public String place() {
    return file + ":" + position.line();
  }
}
