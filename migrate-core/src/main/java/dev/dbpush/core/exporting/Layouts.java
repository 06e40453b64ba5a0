package dev.dbpush.core.exporting;

import dev.dbpush.core.importing.Layout;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that each layout makes of one migration. */
final class Layouts {
  private Layouts() {}

  /** Whether a file can say that it runs outside a transaction. */
  static boolean marksTransactions(Layout layout) {
    return layout != Layout.GOLANG_MIGRATE && layout != Layout.PRISMA;
  }

  /**
   * The files of a migration.
   *
   * @param version 14 digits that rise from migration to migration
   * @return texts by path, with slashes
   */
  static Map<String, String> files(
      Layout layout, MigrationFile file, String version, Direct up, @Nullable Direct down) {
    String name = version + "_" + file.slug();
    Map<String, String> files = new LinkedHashMap<>();
    switch (layout) {
      case GOLANG_MIGRATE -> put(files, name + ".up.sql", up, name + ".down.sql", down);
      case PRISMA -> put(files, name + "/migration.sql", up, name + "/down.sql", down);
      case DIESEL -> {
        String folder = dashed(version) + "_" + file.slug();
        put(files, folder + "/up.sql", up, folder + "/down.sql", down);
        if (up.alone() || down != null && down.alone()) {
          files.put(folder + "/metadata.toml", "run_in_transaction = false\n");
        }
      }
      case FLYWAY -> {
        String flyway = version + "__" + file.slug() + ".sql";
        put(files, "V" + flyway, up, "U" + flyway, down);
        configure(files, "V" + flyway, up);
        configure(files, "U" + flyway, down);
      }
      case DBMATE -> files.put(name + ".sql", dbmate(up) + (down == null ? "" : "\n" + dbmate(down)));
      case GOOSE -> files.put(name + ".sql", goose(up, down));
    }
    return files;
  }

  private static void put(
      Map<String, String> files, String upPath, Direct up, String downPath, @Nullable Direct down) {
    files.put(upPath, text(up));
    if (down != null) {
      files.put(downPath, text(down));
    }
  }

  private static void configure(Map<String, String> files, String path, @Nullable Direct direct) {
    if (direct == null) {
      return;
    }
    // Flyway fills in ${name} unless it is told not to: the SQL runs as it was reviewed.
    boolean placeholders = direct.section().text().contains("${");
    if (direct.alone() || placeholders) {
      files.put(
          path + ".conf",
          (direct.alone() ? "executeInTransaction=false\n" : "")
              + (placeholders ? "placeholderReplacement=false\n" : ""));
    }
  }

  private static String dbmate(Direct direct) {
    return "-- migrate:"
        + direct.direction().word()
        + (direct.alone() ? " transaction:false" : "")
        + "\n"
        + text(direct);
  }

  private static String goose(Direct up, @Nullable Direct down) {
    boolean alone = up.alone() || down != null && down.alone();
    return (alone ? "-- +goose NO TRANSACTION\n" : "")
        + "-- +goose Up\n"
        + statements(up)
        + (down == null ? "" : "\n-- +goose Down\n" + statements(down));
  }

  /** goose ends a statement at a line's last semicolon, unless two of its lines say otherwise. */
  private static String statements(Direct direct) {
    String text = direct.section().text();
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (SqlStatement statement : direct.section().statements()) {
      if (statement.copyData() == null && statement.text().indexOf(';') >= 0) {
        out.append(text, from, statement.start());
        if (out.length() > 0 && out.charAt(out.length() - 1) != '\n') {
          out.append('\n');
        }
        out.append("-- +goose StatementBegin\n").append(statement.text()).append(";\n");
        out.append("-- +goose StatementEnd");
        from = statement.end();
        if (from < text.length() && text.charAt(from) != '\n') {
          out.append('\n');
        }
      }
    }
    return framed(out.append(text, from, text.length()).toString(), direct);
  }

  private static String text(Direct direct) {
    return framed(direct.section().text(), direct);
  }

  /** Without blank lines around, and ended: the last statement of ours may lack its semicolon. */
  private static String framed(String text, Direct direct) {
    String body = text.strip();
    List<SqlStatement> statements = direct.section().statements();
    if (!statements.isEmpty()) {
      SqlStatement last = statements.get(statements.size() - 1);
      String source = direct.section().text();
      boolean ended = last.copyData() != null || source.charAt(last.end() - 1) == ';';
      if (!ended && source.substring(last.end()).isBlank() && !body.endsWith("StatementEnd")) {
        body += ";";
      } else if (!ended && !body.endsWith("StatementEnd")) {
        body += "\n;";
      }
    }
    return body + "\n";
  }

  private static String dashed(String version) {
    return version.substring(0, 4)
        + "-"
        + version.substring(4, 6)
        + "-"
        + version.substring(6, 8)
        + "-"
        + version.substring(8);
  }
}
