package dev.dbpush.core.chain;

import dev.dbpush.sql.syntax.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A folder, a lock file, a target or a plan that cannot be used; all that is wrong with it at once.
 */
public final class ChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Creates the exception.
   *
   * @param problems at least one; in the order to be shown
   */
  public ChainException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** A refusal that no place in a file explains. */
  public static ChainException of(String message, String remedy) {
    return new ChainException(List.of(new Problem("", null, message, remedy)));
  }

  /** What is wrong, each with its remedy. */
  public List<Problem> problems() {
    return problems;
  }
}
