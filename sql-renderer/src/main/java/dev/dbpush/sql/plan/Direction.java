package dev.dbpush.sql.plan;

/** Which section of a migration file a step runs. */
public enum Direction {
  /** The up section; the revision is in the history afterwards. */
  UP,
  /** The down section; the revision is no longer in the history afterwards. */
  DOWN;

  /** {@code up} or {@code down}, as the file's sections are called. */
  public String word() {
    return this == UP ? "up" : "down";
  }
}
