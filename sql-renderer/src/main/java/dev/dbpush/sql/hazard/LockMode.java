package dev.dbpush.sql.hazard;

import java.util.Locale;

/**
 * A table-level lock, weakest first. PostgreSQL documentation, section 13.3.1 (table-level locks).
 */
public enum LockMode {
  /** No lock on any table that others can use. */
  NONE,
  /** Taken by SELECT. */
  ACCESS_SHARE,
  /** Taken by SELECT FOR UPDATE. */
  ROW_SHARE,
  /** Taken by INSERT, UPDATE, DELETE. */
  ROW_EXCLUSIVE,
  /** Conflicts with itself, VACUUM and other schema changes, not with reads and writes. */
  SHARE_UPDATE_EXCLUSIVE,
  /** Blocks writes. */
  SHARE,
  /** Blocks writes and itself. */
  SHARE_ROW_EXCLUSIVE,
  /** Blocks writes and SELECT FOR UPDATE. */
  EXCLUSIVE,
  /** Blocks everything, plain SELECT too. */
  ACCESS_EXCLUSIVE;

  /** The stronger of the two. */
  public LockMode max(LockMode other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Whether a plain SELECT has to wait. */
  public boolean blocksReads() {
    return this == ACCESS_EXCLUSIVE;
  }

  /** Whether INSERT, UPDATE and DELETE have to wait. */
  public boolean blocksWrites() {
    return compareTo(SHARE) >= 0;
  }

  /** The name as LOCK TABLE writes it: {@code ACCESS EXCLUSIVE}; {@code no lock} for none. */
  public String sql() {
    return this == NONE ? "no lock" : name().replace('_', ' ');
  }

  /**
   * The mode with this name.
   *
   * @param name as LOCK TABLE writes it ({@code access exclusive}) or as pg_locks does ({@code
   *     AccessExclusiveLock}), in any case
   * @throws IllegalArgumentException for any other name
   */
  public static LockMode of(String name) {
    String wanted =
        name.toLowerCase(Locale.ROOT).replaceAll("[ _]", "").replaceFirst("lock$", "");
    for (LockMode mode : values()) {
      if (mode != NONE && mode.name().replace("_", "").equalsIgnoreCase(wanted)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("no such lock mode: " + name);
  }
}
