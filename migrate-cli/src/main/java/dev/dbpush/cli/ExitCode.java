package dev.dbpush.cli;

/** What a command's exit code says. */
final class ExitCode {
  /** The command did what it says, or there was nothing to do. */
  static final int DONE = 0;

  /** It failed; the error output says why and what to do. */
  static final int FAILED = 1;

  /** The command line is wrong; nothing was done. */
  static final int USAGE = 2;

  /** {@code status --exit-code}: migrations are pending, and nothing is wrong. */
  static final int PENDING = 3;

  /** {@code status --exit-code}: the database is not what its history or the files say. */
  static final int DRIFT = 4;

  /** {@code health --exit-code}: something makes the next push or the application fail or wait. */
  static final int UNHEALTHY = 5;

  private ExitCode() {}
}
