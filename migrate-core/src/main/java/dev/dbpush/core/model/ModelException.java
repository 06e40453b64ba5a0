package dev.dbpush.core.model;

import dev.dbpush.sql.syntax.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A model that cannot be made; all problems at once. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** One exception for all problems. */
  public ModelException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of the files. */
  public List<Problem> problems() {
    return problems;
  }
}
