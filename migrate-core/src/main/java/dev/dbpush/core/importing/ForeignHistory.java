package dev.dbpush.core.importing;

import dev.dbpush.core.importing.ImportReport.Imported;
import dev.dbpush.core.importing.ImportReport.Skipped;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.QualifiedName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the history that another tool left in a database with the chain that was imported from
 * its files, and says which revisions the database already has. Only reads. Stateless.
 */
public final class ForeignHistory {
  private final ImportReport report;
  private final HistoryRows rows;
  private final List<Problem> differences = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private ForeignHistory(ImportReport report) {
    this.report = report;
    this.rows = new HistoryRows(report.layout());
  }

  /** Compares, with the tool's usual table in whatever schema it is. */
  public static StampAdvice compare(Connection connection, ImportReport report)
      throws SQLException {
    return compare(connection, report, report.layout().historyTable());
  }

  /**
   * Compares.
   *
   * @param table the tool's history table, with a schema or without
   * @throws SQLException if the database cannot be read
   * @throws ImportException if {@code table} is no table's name
   */
  public static StampAdvice compare(Connection connection, ImportReport report, String table)
      throws SQLException {
    QualifiedName wanted = HistoryTable.parse(table);
    if (wanted == null) {
      throw new ImportException(
          new Problem(
              "", null, "\"" + table + "\" is no name of a table", "write table or schema.table"));
    }
    return new ForeignHistory(report).run(connection, wanted);
  }

  private StampAdvice run(Connection connection, QualifiedName wanted) throws SQLException {
    Layout layout = report.layout();
    Set<String> columns = HistoryRows.columns(layout);
    HistoryTable.Found found = HistoryTable.find(connection, wanted, columns);
    if (found.tables().size() != 1) {
      return new StampAdvice(wanted.toSql(), List.of(), List.of(notOne(wanted, found)), List.of());
    }
    HistoryTable table = found.tables().get(0);
    table.rows(connection, columns, HistoryRows.orderBy(layout)).forEach(rows::add);
    notes.addAll(rows.notes());
    for (String version : rows.failed()) {
      difference(
          table.sql(),
          "version " + SourceFile.printable(version) + " failed or was cut off",
          "finish or undo it with " + layout + ", then compare again");
    }
    List<RevisionId> revisions = revisions(table.sql());
    if (revisions.isEmpty() && differences.isEmpty()) {
      notes.add("nothing was run yet: push instead of stamping");
    }
    return new StampAdvice(
        table.sql(), differences.isEmpty() ? revisions : List.of(), differences, notes);
  }

  private Problem notOne(QualifiedName wanted, HistoryTable.Found found) {
    String looked = wanted.toSql();
    if (found.tables().size() > 1) {
      return new Problem(
          looked,
          null,
          "several tables have this name: "
              + found.tables().stream().map(HistoryTable::sql).collect(Collectors.joining(", ")),
          "name the right one with its schema");
    }
    if (!found.others().isEmpty()) {
      return new Problem(
          looked,
          null,
          String.join(", ", found.others())
              + " has not the columns of "
              + report.layout()
              + "'s history: "
              + String.join(", ", HistoryRows.columns(report.layout())),
          "name the right table, or the right layout");
    }
    return new Problem(
        looked,
        null,
        "this database has no such table, so " + report.layout() + " has run nothing here",
        "check that this is the right database; if the table has another name, name it");
  }

  private List<RevisionId> revisions(String table) {
    Map<String, Imported> files = new LinkedHashMap<>();
    report.imported().forEach(imported -> files.put(key(imported.version()), imported));
    Map<String, String> unknown = new LinkedHashMap<>(rows.ran());
    unknown.keySet().removeAll(files.keySet());
    Set<String> ran = new LinkedHashSet<>(rows.ran().keySet());
    String upTo = rows.upTo();
    if (upTo != null && !reaches(files, upTo, ran)) {
      unknown.put(upTo, HistoryRows.NO_CHECKSUM);
    }
    unknown.keySet().forEach(version -> unknown(table, version));
    files.forEach((version, imported) -> compareChecksum(version, imported));
    return unbroken(files, ran);
  }

  /** Adds all versions up to one; false if no file has it. */
  private boolean reaches(Map<String, Imported> files, String upTo, Set<String> ran) {
    FlywayVersion limit =
        report.layout() == Layout.FLYWAY ? FlywayVersion.parse(undotted(upTo)) : null;
    if (limit != null) {
      // Flyway: a baseline needs no file, and versions are ordered with or without one
      files.forEach(
          (version, imported) -> {
            FlywayVersion own = FlywayVersion.parse(imported.version());
            if (own != null && own.compareTo(limit) <= 0) {
              ran.add(version);
            }
          });
      return true;
    }
    if (!files.containsKey(upTo)) {
      return false;
    }
    for (String version : files.keySet()) {
      ran.add(version);
      if (version.equals(upTo)) {
        break;
      }
    }
    return true;
  }

  private static String undotted(String key) {
    return key.replaceAll("[\\[\\] ]", "").replace(',', '.');
  }

  private void unknown(String table, String version) {
    String shown =
        SourceFile.printable(report.layout() == Layout.FLYWAY ? undotted(version) : version);
    for (Skipped skipped : report.skipped()) {
      if (!skipped.version().isEmpty() && key(skipped.version()).equals(version)) {
        notes.add("version " + shown + " was run and is not in the chain: " + skipped.path());
        return;
      }
    }
    difference(
        table,
        "version " + shown + " was run here, and no file has it",
        "import the state of the files that this database was migrated with");
  }

  private void compareChecksum(String version, Imported imported) {
    String recorded = rows.ran().getOrDefault(version, HistoryRows.NO_CHECKSUM);
    if (!recorded.isEmpty()
        && !imported.checksums().isEmpty()
        && !imported.checksums().contains(recorded)) {
      difference(
          imported.source(),
          "the file was changed after it was run here",
          "bring the file back to what was run, or let " + report.layout() + " accept it");
    }
  }

  /** The revisions up to the last one that was run; each one before it must have been run too. */
  private List<RevisionId> unbroken(Map<String, Imported> files, Set<String> ran) {
    List<RevisionId> revisions = new ArrayList<>();
    List<Imported> missing = new ArrayList<>();
    for (Map.Entry<String, Imported> file : files.entrySet()) {
      Imported imported = file.getValue();
      if (!ran.contains(file.getKey())) {
        missing.add(imported);
        continue;
      }
      for (Imported gap : missing) {
        difference(
            gap.source(),
            "was not run here, though the later " + imported.source() + " was",
            "run it with " + report.layout() + " first, then compare again");
      }
      missing.clear();
      revisions.add(imported.revision());
    }
    return revisions;
  }

  private String key(String version) {
    return HistoryRows.key(report.layout(), version);
  }

  private void difference(String place, String message, String remedy) {
    differences.add(new Problem(place, null, message, remedy));
  }
}
