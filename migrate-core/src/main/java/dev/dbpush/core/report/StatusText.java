package dev.dbpush.core.report;

import dev.dbpush.core.StatusReport;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.history.HistoryEntry;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Where a database is, for people and for machines. */
public final class StatusText {
  private StatusText() {}

  /** Lines for people. */
  public static List<String> lines(StatusReport report, Chain chain, Style style) {
    Table facts = new Table("");
    facts.row(
        "database",
        report.database()
            + ", PostgreSQL "
            + report.serverVersion()
            + (report.isProtected() ? ", protected" : ""));
    facts.row(
        Table.cell("current"),
        Table.cell(
            report.current().isEmpty() ? "base" : names(report.current(), chain), style::strong));
    facts.row(
        "head",
        report.heads().isEmpty()
            ? "none: there are no migrations yet"
            : names(report.heads().stream().map(RevisionId::value).toList(), chain));
    int ours = report.applied() - report.orphans().size();
    facts.row("applied", ours + " of " + chain.revisions().size());
    List<String> lines = new ArrayList<>(facts.lines());
    files(lines, "pending", report.pending(), style::warn);
    files(lines, "edited after they were applied", report.drifted(), style::bad);
    Table orphans = new Table("  ");
    for (HistoryEntry orphan : report.orphans()) {
      orphans.row(
          Table.cell(orphan.revision(), style::bad),
          Table.cell(orphan.slug()),
          Table.cell("applied by " + orphan.appliedBy()));
    }
    section(lines, "in the history, without a file", orphans);
    report
        .running()
        .ifPresent(
            entry ->
                lines.add(
                    style.bad(
                        "half done: "
                            + entry.revision()
                            + " "
                            + entry.slug()
                            + ", "
                            + entry.segmentsDone()
                            + " of "
                            + Words.count(entry.segments(), "segment"))));
    lines.add(verdict(report, style));
    return lines;
  }

  /** One object; see the description of {@code db:status}. */
  public static String json(StatusReport report) {
    JsonWriter json = new JsonWriter().object();
    json.field("database", report.database());
    json.field("serverVersion", report.serverVersion());
    json.field("protected", report.isProtected());
    json.field("current", report.current());
    json.field("head", report.heads().size() == 1 ? report.heads().get(0).value() : null);
    json.field("heads", report.heads().stream().map(RevisionId::value).toList());
    json.array("pending");
    for (MigrationFile file : report.pending()) {
      json.object()
          .field("revision", file.revision().value())
          .field("slug", file.slug())
          .field("file", file.name())
          .end();
    }
    json.end();
    json.field("orphans", report.orphans().stream().map(HistoryEntry::revision).toList());
    json.field("drifted", report.drifted().stream().map(file -> file.revision().value()).toList());
    json.field("running", report.running().map(HistoryEntry::revision).orElse(null));
    json.field("clean", report.isClean());
    return json.end().toString();
  }

  /** What keeps a database from being where the chain ends, in a few words. */
  public static String summary(StatusReport report) {
    List<String> parts = new ArrayList<>();
    part(parts, report.pending().size(), "pending");
    part(parts, report.drifted().size(), "edited after it was applied");
    part(parts, report.orphans().size(), "without a file");
    part(parts, report.running().isPresent() ? 1 : 0, "half done");
    return parts.isEmpty() ? "nothing" : String.join(", ", parts);
  }

  private static void part(List<String> parts, int number, String words) {
    if (number > 0) {
      parts.add(number + " " + words);
    }
  }

  private static String verdict(StatusReport report, Style style) {
    if (report.running().isPresent()) {
      boolean down = report.running().get().isHalfDown();
      return "Finish it with " + (down ? "db:downgrade" : "db:push") + ".";
    }
    if (!report.drifted().isEmpty() || !report.orphans().isEmpty()) {
      return "The files are not what this database ran: restore them, or accept the edit with"
          + " db:stamp.";
    }
    if (report.heads().size() > 1) {
      return "The chain is forked: mend it with db:rebase or db:merge.";
    }
    return report.pending().isEmpty() ? style.good("Up to date.") : "db:push runs what is pending.";
  }

  private static String names(List<String> revisions, Chain chain) {
    List<String> names = new ArrayList<>();
    for (String revision : revisions) {
      MigrationFile file =
          RevisionId.isValid(revision) ? chain.find(new RevisionId(revision)) : null;
      names.add(file == null ? revision : Words.name(file));
    }
    return String.join(", ", names);
  }

  private static void files(
      List<String> lines, String title, List<MigrationFile> files, UnaryOperator<String> style) {
    Table table = new Table("  ");
    for (MigrationFile file : files) {
      table.row(
          Table.cell(file.revision().value(), style),
          Table.cell(file.slug()),
          Table.cell(file.name()));
    }
    section(lines, title, table);
  }

  private static void section(List<String> lines, String title, Table table) {
    if (!table.isEmpty()) {
      List<String> rows = table.lines();
      lines.add(title + ": " + rows.size());
      lines.addAll(rows);
    }
  }
}
