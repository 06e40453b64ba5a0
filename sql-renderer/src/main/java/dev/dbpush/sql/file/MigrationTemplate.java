package dev.dbpush.sql.file;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of a new migration file.
 *
 * @param revision its id
 * @param parents its parents, none for the first
 * @param created the UTC minute, {@code 2025-12-01T20:53Z}
 * @param slug the readable part of the file's name
 * @param up the up section's SQL, LF line ends, with or without one at the end; empty for none yet
 * @param down the down section's SQL; null where there is no way back
 * @param irreversible why there is no way back, where {@code down} is null
 * @param remarks comment lines for the header, without the dashes
 * @param upTransactional false writes {@code transaction:false} behind {@code migrate:up}
 * @param downTransactional false writes it behind {@code migrate:down}
 */
public record MigrationTemplate(
    RevisionId revision,
    List<RevisionId> parents,
    String created,
    String slug,
    String up,
    @Nullable String down,
    String irreversible,
    List<String> remarks,
    boolean upTransactional,
    boolean downTransactional) {

  /** A file whose sections run in transactions. */
  public MigrationTemplate(
      RevisionId revision,
      List<RevisionId> parents,
      String created,
      String slug,
      String up,
      @Nullable String down,
      String irreversible,
      List<String> remarks) {
    this(revision, parents, created, slug, up, down, irreversible, remarks, true, true);
  }

  /** {@code 2025_12_01_2053-55296ad22e23_initial_schema.sql}. */
  public String fileName() {
    String minute = created.replace('-', '_').replace('T', '_').replace(":", "").replace("Z", "");
    return minute + "-" + revision + "_" + slug + ".sql";
  }

  /** The file's content: LF line ends, one at the end. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("-- revision: ").append(revision).append('\n');
    out.append("-- parent: ").append(parentsText(parents)).append('\n');
    out.append("-- created: ").append(created).append('\n');
    for (String remark : remarks) {
      out.append(remarkLine(oneLine(remark))).append('\n');
    }
    out.append("\n-- migrate:up").append(options(upTransactional)).append('\n').append(body(up));
    if (down == null) {
      String reason = ("\n-- migrate:down irreversible: " + oneLine(irreversible)).stripTrailing();
      out.append(reason).append('\n');
    } else {
      out.append("\n-- migrate:down").append(options(downTransactional)).append('\n');
      out.append(body(down));
    }
    return out.toString();
  }

  /** {@code none}, one id, or two with a comma and a blank. */
  public static String parentsText(List<RevisionId> parents) {
    return parents.isEmpty()
        ? "none"
        : parents.stream().map(RevisionId::value).collect(Collectors.joining(", "));
  }

  private static String options(boolean transactional) {
    return transactional ? "" : " transaction:false";
  }

  private static String body(String sql) {
    String kept = neutral(MigrationFileParser.normalize(sql)).stripTrailing();
    return kept.isEmpty() ? "" : kept + "\n";
  }

  /** The SQL with a third dash before each comment that would open a section of this file. */
  private static String neutral(String sql) {
    StringBuilder out = new StringBuilder(sql);
    int inserted = 0;
    for (Directive directive : Directive.anywhere(sql)) {
      if (directive.opensSection()) {
        out.insert(directive.start() + inserted++, '-');
      }
    }
    return out.toString();
  }

  /** A remark that reads as a key of the header gets a star, which no key begins with. */
  private static String remarkLine(String remark) {
    String line = ("-- " + remark).stripTrailing();
    boolean misread = Header.isKey(line) || Directive.of(line, 0, line.length()) != null;
    return misread ? "-- * " + remark : line;
  }

  private static String oneLine(String reason) {
    return reason.replaceAll("\\s+", " ").strip();
  }
}
