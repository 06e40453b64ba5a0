package dev.dbpush.core.history;

import dev.dbpush.sql.history.HistoryTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Corrects history rows by a person's word. Needs the session lock. Every write touches exactly one
 * row, or it fails; the caller puts writes that belong together into one transaction. Not
 * thread-safe.
 */
public final class HistoryWriter {
  private final Connection connection;
  private final HistoryTable table;

  /** Writes over this connection, in autocommit mode. */
  public HistoryWriter(Connection connection, HistoryTable table) {
    this.connection = connection;
    this.table = table;
  }

  /**
   * Says of the next segment that it is done; or of the one that was cut, or else of the last done
   * one, that it is not.
   *
   * @param hashes of the segment that is done; one
   */
  public void resolve(HistoryEntry entry, boolean done, List<String> hashes) throws SQLException {
    int segments =
        done
            ? entry.segmentsDone() + 1
            : entry.segmentStarted() != null ? entry.segmentsDone() : entry.segmentsDone() - 1;
    if (entry.isHalfDown()) {
      down(entry, segments);
    } else if (segments <= 0) {
      one("DELETE FROM " + table.toSql() + " WHERE revision = ?", entry.revision());
    } else {
      up(entry, segments, done, hashes);
    }
  }

  private void up(HistoryEntry entry, int segments, boolean done, List<String> hashes)
      throws SQLException {
    boolean whole = segments >= entry.segments();
    String newHashes =
        done ? "segment_hashes || ?::text[]" : "segment_hashes[1:" + segments + "] || ?::text[]";
    one(
        "UPDATE "
            + table.toSql()
            + " SET segments_done = "
            + segments
            + ", segment_started = NULL, state = '"
            + (whole ? "done" : "running")
            + "', segment_hashes = "
            + newHashes
            + " WHERE revision = ?",
        done ? connection.createArrayOf("text", hashes.toArray()) : emptyArray(),
        entry.revision());
  }

  private void down(HistoryEntry entry, int segments) throws SQLException {
    if (segments >= entry.segments()) {
      one("DELETE FROM " + table.toSql() + " WHERE revision = ?", entry.revision());
    } else if (segments <= 0) {
      one(
          "UPDATE "
              + table.toSql()
              + " SET state = 'done', direction = 'up', segment_started = NULL,"
              + " segments = cardinality(segment_hashes), segments_done = cardinality(segment_hashes)"
              + " WHERE revision = ?",
          entry.revision());
    } else {
      one(
          "UPDATE "
              + table.toSql()
              + " SET segments_done = "
              + segments
              + ", segment_started = NULL WHERE revision = ?",
          entry.revision());
    }
  }

  private Object emptyArray() throws SQLException {
    return connection.createArrayOf("text", new Object[0]);
  }

  /** Takes a row away: the database is to be without the revision. */
  public void remove(String revision) throws SQLException {
    one("DELETE FROM " + table.toSql() + " WHERE revision = ?", revision);
  }

  /** Accepts the checksum that a file has now. */
  public void accept(String revision, String checksum) throws SQLException {
    one("UPDATE " + table.toSql() + " SET checksum = ? WHERE revision = ?", checksum, revision);
  }

  /** What is done in one transaction. */
  public interface Work {
    /** Writes. */
    void run() throws SQLException;
  }

  /** Does all of it or nothing. */
  public void inTransaction(Work work) throws SQLException {
    try (Statement transaction = connection.createStatement()) {
      transaction.execute("BEGIN");
      boolean done = false;
      try {
        work.run();
        done = true;
      } finally {
        transaction.execute(done ? "COMMIT" : "ROLLBACK");
      }
    }
  }

  private void one(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      int touched = statement.executeUpdate();
      if (touched != 1) {
        throw new SQLException(
            "the history was changed by somebody else: " + touched + " rows instead of 1", "DB001");
      }
    }
  }
}
