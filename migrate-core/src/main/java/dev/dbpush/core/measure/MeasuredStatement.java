package dev.dbpush.core.measure;

import dev.dbpush.sql.hazard.AssessedStatement;
import java.util.List;

/**
 * A statement with what the rules say of it and what it did.
 *
 * @param statement the statement and its assessment, taken for a database in use
 * @param measured what it did on the scratch database
 * @param differences where both differ; empty where they agree
 */
public record MeasuredStatement(
    AssessedStatement statement, Measured measured, List<Difference> differences) {

  /** Copies the list. */
  public MeasuredStatement {
    differences = List.copyOf(differences);
  }
}
