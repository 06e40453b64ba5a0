package dev.dbpush.core.importing;

import dev.dbpush.core.MigrationException;
import dev.dbpush.sql.syntax.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** An import that was refused; nothing was written. Holds everything that was found wrong. */
public final class ImportException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Creates the exception. */
  public ImportException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), "");
    this.problems = List.copyOf(problems);
  }

  /** Creates the exception for one problem. */
  public ImportException(Problem problem) {
    this(List.of(problem));
  }

  /** What is wrong, in the order of the source's files. */
  public List<Problem> problems() {
    return problems;
  }
}
