package dev.dbpush.core.report;

import dev.dbpush.core.Adoption.Adopted;
import dev.dbpush.core.importing.ImportReport;
import dev.dbpush.sql.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an import carried, for people and for machines. */
public final class ImportText {
  private ImportText() {}

  /**
   * What an import carried, and what not; and what was stamped.
   *
   * @param adopted what became of the database; null where none was asked for
   */
  public static List<String> lines(ImportReport report, @Nullable Adopted adopted, Style style) {
    List<String> lines = new ArrayList<>();
    Table table = new Table("  ");
    for (ImportReport.Imported imported : report.imported()) {
      table.row(
          imported.source(),
          imported.revision().value(),
          Words.count(imported.statements(), "statement"),
          imported.reversible() ? "" : "no way back");
    }
    lines.add(
        Words.count(report.imported().size(), "migration") + " of layout " + report.layout() + ":");
    lines.addAll(table.lines());
    for (ImportReport.Skipped skipped : report.skipped()) {
      lines.add(style.warn("not carried: ") + skipped.path() + ": " + skipped.reason());
    }
    report.warnings().forEach(problem -> lines.addAll(problem.toString().lines().toList()));
    report
        .modelFiles()
        .forEach(
            file ->
                lines.add("describes objects, not steps: " + file + "; a model file (sql:PATH)"));
    lines.add(
        report.changed()
            ? "Files and chain.lock are written."
            : "The folder held exactly these files already.");
    if (adopted != null) {
      lines.addAll(adopted.advice().notes());
      adopted.stamped().ifPresent(stamped -> lines.addAll(PushText.lines(stamped, style)));
    }
    return lines;
  }

  /** The same as one object. */
  public static String json(ImportReport report, @Nullable Adopted adopted) {
    JsonWriter json = new JsonWriter().object();
    json.field("layout", report.layout().id()).field("changed", report.changed());
    json.array("imported");
    for (ImportReport.Imported imported : report.imported()) {
      json.object()
          .field("revision", imported.revision().value())
          .field("file", imported.file())
          .field("source", imported.source())
          .field("version", imported.version())
          .field("statements", imported.statements())
          .field("reversible", imported.reversible())
          .end();
    }
    json.end().array("skipped");
    for (ImportReport.Skipped skipped : report.skipped()) {
      json.object().field("path", skipped.path()).field("reason", skipped.reason()).end();
    }
    json.end().array("warnings");
    report.warnings().forEach(problem -> FileText.problem(json, problem));
    json.end().field("modelFiles", report.modelFiles());
    if (adopted != null) {
      json.field("notes", adopted.advice().notes());
      json.field("stamped", adopted.advice().revisions().stream().map(Object::toString).toList());
    }
    return json.end().toString();
  }
}
