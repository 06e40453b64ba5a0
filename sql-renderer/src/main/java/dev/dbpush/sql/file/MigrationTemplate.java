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
      out.append(("-- " + oneLine(remark)).stripTrailing()).append('\n');
    }
    out.append("\n-- migrate:up").append(options(upTransactional)).append('\n').append(body(up));
    if (down == null) {
      out.append("\n-- migrate:down irreversible: ").append(oneLine(irreversible)).append('\n');
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
    String kept = sql.stripTrailing();
    return kept.isEmpty() ? "" : kept + "\n";
  }

  private static String oneLine(String reason) {
    return reason.replaceAll("\\s+", " ").strip();
  }
}
