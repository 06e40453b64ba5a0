package dev.dbpush.sql.hazard;

/** How loudly a hazard is told. */
public enum Severity {
  /** Worth knowing; left out of a script's comments, present in the machine forms. */
  NOTE,
  /** May hurt a database in use. */
  WARNING,
  /** Fails, or leaves something half done. */
  ERROR
}
