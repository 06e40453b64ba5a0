package dev.dbpush.embedded;

/** Short waits. */
final class Pause {
  private Pause() {}

  /** Waits, and ends with an exception when the thread is interrupted. */
  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException(
          "interrupted while waiting for the embedded PostgreSQL", "run the command again", e);
    }
  }
}
