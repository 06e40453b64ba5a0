package dev.dbpush.core;

import dev.dbpush.sql.syntax.Printable;
import org.jspecify.annotations.Nullable;

/** Something that the user can mend: what is wrong, and what to do next. */
public class MigrationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * A failure with a remedy.
   *
   * @param message what is wrong; may have several lines
   * @param remedy what to do next; may be empty where the message says it
   */
  public MigrationException(String message, String remedy) {
    this(message, remedy, null);
  }

  /** A failure with a remedy and a cause. */
  public MigrationException(String message, String remedy, @Nullable Throwable cause) {
    super(Printable.text(message), cause);
    this.remedy = Printable.text(remedy);
  }

  /** What to do next; may be empty. */
  public String remedy() {
    return remedy;
  }

  /** The message and, on a line of its own, the remedy. */
  public String report() {
    return remedy.isEmpty() ? getMessage() : getMessage() + "\n  " + remedy;
  }
}
