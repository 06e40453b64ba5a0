package dev.dbpush.sql.hazard;

/** How the statements of a section are put into transactions. */
public enum Transactions {
  /** As dbpush does: together, but for those that the server refuses in a transaction block. */
  SEGMENTS,
  /** All in one, whatever they are. */
  SINGLE,
  /** Each in its own, unless the text says BEGIN. */
  NONE
}
