package dev.dbpush.sql.hazard;

/** What a hazard does, if it does. */
public enum Effect {
  /** Others wait: a lock that is held for long, or that blocks many. */
  OUTAGE,
  /** Rows or values are lost. */
  DATA_LOSS,
  /** Application versions that run meanwhile meet a name, type or rule that they do not expect. */
  BREAKS_APPLICATION,
  /** The statement can fail although it is well-formed. */
  MAY_FAIL,
  /** A failure leaves an index that is kept up to date and never used. */
  INVALID_INDEX,
  /** Part of the section stays done when another part fails. */
  NOT_ATOMIC,
  /** There is no statement that undoes it. */
  NOT_REVERSIBLE,
  /** Who may see or change what is different afterwards. */
  ACCESS,
  /** Slower, larger or wrong in the long run. */
  DESIGN,
  /** What it does cannot be read from its text. */
  UNKNOWN
}
