package dev.dbpush.sql.syntax;

/** A text that cannot be read as SQL; the problem says where, what, and what next. */
public final class SqlSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Creates the exception. */
  public SqlSyntaxException(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  /** What is wrong and where. */
  public Problem problem() {
    return problem;
  }
}
