package dev.dbpush.core.report;

import dev.dbpush.core.HistoryReport;
import dev.dbpush.core.HistoryReport.Mark;
import dev.dbpush.core.history.HistoryEntry;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.json.JsonWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The chain beside the history, for people and for machines. */
public final class HistoryText {
  private HistoryText() {}

  /** Lines for people, in chain order. */
  public static List<String> lines(HistoryReport report, Style style) {
    if (report.rows().isEmpty()) {
      return List.of("there are no migrations, and the history is empty");
    }
    Table table = new Table("");
    for (HistoryReport.Row row : report.rows()) {
      HistoryEntry entry = row.entry();
      Table.Cell mark = Table.cell(word(row.mark()), text -> styled(row.mark(), text, style));
      if (entry == null) {
        table.row(mark, Table.cell(row.revision()), Table.cell(row.slug()));
        continue;
      }
      table.row(
          mark,
          Table.cell(row.revision()),
          Table.cell(row.slug()),
          Table.cell(entry.appliedAt().truncatedTo(ChronoUnit.SECONDS).toString()),
          Table.cell(entry.appliedBy()),
          Table.cell(entry.appliedVia()),
          Table.cell(
              entry.executionMs() == null
                  ? ""
                  : Words.time(Duration.ofMillis(entry.executionMs()))));
    }
    return table.lines();
  }

  /** An array of objects, in chain order. */
  public static String json(HistoryReport report) {
    JsonWriter json = new JsonWriter().array();
    for (HistoryReport.Row row : report.rows()) {
      MigrationFile file = row.file();
      json.object()
          .field("revision", row.revision())
          .field("slug", row.slug())
          .field("file", file == null ? null : file.name())
          .field("mark", word(row.mark()));
      HistoryEntry entry = row.entry();
      if (entry != null) {
        json.field("appliedAt", entry.appliedAt().toString())
            .field("appliedBy", entry.appliedBy())
            .field("appliedVia", entry.appliedVia())
            .field("segments", entry.segments())
            .field("segmentsDone", entry.segmentsDone())
            .field("scriptDigest", entry.scriptDigest());
        if (entry.executionMs() != null) {
          json.field("executionMs", entry.executionMs());
        }
      }
      json.end();
    }
    return json.end().toString();
  }

  private static String word(Mark mark) {
    return mark.name().toLowerCase(Locale.ROOT);
  }

  private static String styled(Mark mark, String text, Style style) {
    return switch (mark) {
      case CURRENT -> style.strong(text);
      case APPLIED -> style.good(text);
      case PENDING -> style.warn(text);
      case RUNNING, DRIFTED, ORPHAN -> style.bad(text);
    };
  }
}
