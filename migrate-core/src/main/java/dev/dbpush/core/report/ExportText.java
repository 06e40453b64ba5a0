package dev.dbpush.core.report;

import dev.dbpush.core.exporting.ExportReport;
import dev.dbpush.core.exporting.ExportReport.Exported;
import dev.dbpush.sql.json.JsonWriter;
import dev.dbpush.sql.syntax.Problem;
import java.util.ArrayList;
import java.util.List;

/** What an export wrote, for people and for machines. */
public final class ExportText {
  private ExportText() {}

  /**
   * What an export wrote.
   *
   * @param folder the target, as the user named it
   */
  public static List<String> lines(ExportReport report, String folder, Style style) {
    List<String> lines = new ArrayList<>();
    Table table = new Table("  ");
    for (Exported exported : report.exported()) {
      table.row(
          exported.revision().value(),
          exported.files().isEmpty()
              ? "no statements: not written"
              : String.join(", ", exported.files()));
    }
    lines.add(
        Words.count(report.exported().size(), "revision") + " as layout " + report.layout() + ":");
    lines.addAll(table.lines());
    for (Problem warning : report.warnings()) {
      lines.add(style.warn("look at ") + warning.toString().replace("\n", "\n  "));
    }
    lines.add(
        report.changed()
            ? "Written to " + folder + "."
            : folder + " held exactly these files already.");
    return lines;
  }

  /** The same as one object. */
  public static String json(ExportReport report) {
    JsonWriter json = new JsonWriter().object();
    json.field("layout", report.layout().id()).field("changed", report.changed());
    json.array("exported");
    for (Exported exported : report.exported()) {
      json.object()
          .field("revision", exported.revision().value())
          .field("files", exported.files())
          .end();
    }
    json.end();
    json.field("warnings", report.warnings().stream().map(Problem::toString).toList());
    return json.end().toString();
  }
}
