package dev.dbpush.sql.batch;

/**
 * How to batch.
 *
 * @param oldest the oldest major version of the server that the statements may meet, 14 to 18
 * @param newest the newest one; the passes of {@code ALTER TABLE} differ between 14–16 and 17–18,
 *     and a merge must hold in all of the range
 * @param enabled false: every statement stays as it is
 */
public record BatchOptions(int oldest, int newest, boolean enabled) {

  /** Every supported version. */
  public static final BatchOptions ALL_VERSIONS = new BatchOptions(14, 18, true);

  /** No batching. */
  public static final BatchOptions OFF = new BatchOptions(14, 18, false);

  /** Checks the range. */
  public BatchOptions {
    if (oldest > newest) {
      throw new IllegalArgumentException("server versions " + oldest + " to " + newest);
    }
  }

  /** For one major version. */
  public static BatchOptions forVersion(int major) {
    return new BatchOptions(major, major, true);
  }

  /** Whether servers before 17 are in the range. */
  boolean before17() {
    return oldest < 17;
  }

  /** Whether servers from 17 on are in the range. */
  boolean from17() {
    return newest >= 17;
  }

  /** Whether a {@code NOT NULL} has a name of its own on some server of the range. */
  boolean namesNotNull() {
    return newest >= 18;
  }
}
