package dev.dbpush.core;

import dev.dbpush.core.history.HistoryEntry;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chain beside the history, row by row.
 *
 * @param rows in chain order, orphans last
 */
public record HistoryReport(List<Row> rows) {

  /** Copies the list. */
  public HistoryReport {
    rows = List.copyOf(rows);
  }

  /** The revisions that the history holds, whole or in part. */
  public List<RevisionId> held() {
    return rows.stream()
        .filter(row -> row.entry() != null && RevisionId.isValid(row.revision()))
        .map(row -> new RevisionId(row.revision()))
        .toList();
  }

  /**
   * One revision.
   *
   * @param file its file; null for an orphan
   * @param entry its row in the history; null where it is pending
   * @param mark what a person needs to see first
   */
  public record Row(@Nullable MigrationFile file, @Nullable HistoryEntry entry, Mark mark) {

    /** The id, whatever there is of it. */
    public String revision() {
      return file != null ? file.revision().value() : entry != null ? entry.revision() : "";
    }

    /** The readable name, whatever there is of it. */
    public String slug() {
      return file != null ? file.slug() : entry != null ? entry.slug() : "";
    }
  }

  /** The state of a revision in a database. */
  public enum Mark {
    /** Applied, and the last one of its line. */
    CURRENT,
    /** Applied. */
    APPLIED,
    /** Not applied. */
    PENDING,
    /** A push or downgrade stopped inside it. */
    RUNNING,
    /** Applied, and its file was edited afterwards. */
    DRIFTED,
    /** In the history, without a file. */
    ORPHAN
  }
}
