package dev.dbpush.core.exporting;

import dev.dbpush.core.importing.Layout;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;
import java.util.List;

/**
 * What an export wrote.
 *
 * @param layout the layout of the files
 * @param exported the revisions in chain order
 * @param warnings what the other tool does not do as this one does; places are those in our files
 * @param changed whether files were written; false where the target already held exactly these
 */
public record ExportReport(
    Layout layout, List<Exported> exported, List<Problem> warnings, boolean changed) {

  /** Copies the lists. */
  public ExportReport {
    exported = List.copyOf(exported);
    warnings = List.copyOf(warnings);
  }

  /**
   * A revision and the files that were made of it.
   *
   * @param files paths in the target, with slashes; none where the revision holds no statement
   */
  public record Exported(RevisionId revision, List<String> files) {
    /** Copies the list. */
    public Exported {
      files = List.copyOf(files);
    }
  }
}
