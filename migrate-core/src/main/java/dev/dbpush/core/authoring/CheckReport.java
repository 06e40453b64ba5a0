package dev.dbpush.core.authoring;

import dev.dbpush.sql.syntax.Problem;
import java.util.List;

/**
 * What a check found.
 *
 * @param revisions the number of migrations that could be read
 * @param problems everything that is wrong, by place; none if all is well
 */
public record CheckReport(int revisions, List<Problem> problems) {

  /** Copies the list. */
  public CheckReport {
    problems = List.copyOf(problems);
  }

  /** Whether nothing is wrong. */
  public boolean passed() {
    return problems.isEmpty();
  }
}
