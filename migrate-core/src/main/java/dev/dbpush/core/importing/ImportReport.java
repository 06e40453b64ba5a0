package dev.dbpush.core.importing;

import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;
import java.util.List;
import java.util.Set;

/**
 * What an import carried, and what it did not.
 *
 * @param layout the source's layout
 * @param imported the revisions in chain order
 * @param skipped what was found in the source and not carried, by path
 * @param warnings what was carried and needs a look; places are those in the source's files
 * @param modelFiles source files that describe objects rather than steps (Flyway's repeatables);
 *     they can serve as {@code sql:} model files
 * @param changed whether files were written; false where the target already held exactly these
 */
public record ImportReport(
    Layout layout,
    List<Imported> imported,
    List<Skipped> skipped,
    List<Problem> warnings,
    List<String> modelFiles,
    boolean changed) {

  /** Copies the lists. */
  public ImportReport {
    imported = List.copyOf(imported);
    skipped = List.copyOf(skipped);
    warnings = List.copyOf(warnings);
    modelFiles = List.copyOf(modelFiles);
  }

  /**
   * A revision and the migration that it was made of.
   *
   * @param revision its id
   * @param file its file's name
   * @param source the path of the up section's file in the source, with slashes
   * @param version what the other tool's history calls it
   * @param checksums the checksums that the other tool may have recorded for it; empty where the
   *     tool records none
   * @param statements the number of statements in its up section
   * @param reversible whether it has a down section
   */
  public record Imported(
      RevisionId revision,
      String file,
      String source,
      String version,
      Set<String> checksums,
      int statements,
      boolean reversible) {

    /** Copies the set. */
    public Imported {
      checksums = Set.copyOf(checksums);
    }
  }

  /**
   * Something in the source that was not carried.
   *
   * @param path its path in the source, with slashes; a folder ends with one
   * @param reason why, and what to do about it
   * @param version what the other tool's history would call it; empty where it is no migration
   */
  public record Skipped(String path, String reason, String version) {}
}
