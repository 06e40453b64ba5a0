package dev.dbpush.core.authoring;

import dev.dbpush.sql.syntax.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What a check found.
 *
 * @param revisions the number of migrations that could be read
 * @param problems everything that is wrong, by place; none if all is well
 * @param notes what is not wrong and good to know
 */
public record CheckReport(int revisions, List<Problem> problems, List<String> notes) {

  /** Copies the lists. */
  public CheckReport {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /** Without notes. */
  public CheckReport(int revisions, List<Problem> problems) {
    this(revisions, problems, List.of());
  }

  /** The same with more that was found. */
  public CheckReport and(List<Problem> moreProblems, List<String> moreNotes) {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(moreProblems);
    List<String> told = new ArrayList<>(notes);
    told.addAll(moreNotes);
    return new CheckReport(revisions, all, told);
  }

  /** Whether nothing is wrong. */
  public boolean passed() {
    return problems.isEmpty();
  }
}
