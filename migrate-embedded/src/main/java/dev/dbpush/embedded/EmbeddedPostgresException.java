package dev.dbpush.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded server cannot be unpacked, started, found or stopped. Says what to do next. */
public final class EmbeddedPostgresException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  EmbeddedPostgresException(String message, String remedy, @Nullable Throwable cause) {
    super(message + "\n  " + remedy, cause);
    this.remedy = remedy;
  }

  EmbeddedPostgresException(String message, String remedy) {
    this(message, remedy, null);
  }

  /** What to do next, one line; it is also the last line of the message. */
  public String remedy() {
    return remedy;
  }
}
