package dev.dbpush.sql.hazard;

/**
 * An object that a statement adds, changes or drops.
 *
 * @param action what happens to it
 * @param kind its kind in lower case: {@code table}, {@code column}, {@code materialized view}
 * @param name its name as SQL; a column's with its table's in front
 */
public record ObjectChange(Action action, String kind, String name) {

  /** What happens to an object. */
  public enum Action {
    /** It was not there before. */
    ADD,
    /** It stays, and is different. */
    CHANGE,
    /** It is gone. */
    DROP
  }
}
