package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.diff.Refusal;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.QualifiedName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much a refused change would lose in a live database. Counts up to a bound; beyond it, says
 * what the planner believes.
 */
final class LostRows {
  /** Rows are counted one by one up to here, which takes a moment at most. */
  static final int BOUND = 100_000;

  private LostRows() {}

  /**
   * In words, by refusal; a refusal that is not about rows, or whose table is not there or not ours
   * to read, has none.
   */
  static Map<Refusal, String> count(List<Refusal> refusals, @Nullable MigratorConfig live) {
    Map<Refusal, String> words = new HashMap<>();
    if (live == null || refusals.stream().noneMatch(LostRows::isAboutRows)) {
      return words;
    }
    String label = Live.database(live).label();
    try (Connection connection = Live.open(live)) {
      for (Refusal refusal : refusals) {
        String found = isAboutRows(refusal) ? count(connection, refusal) : "";
        if (!found.isEmpty()) {
          words.put(refusal, " (" + found + " in " + label + ")");
        }
      }
    } catch (SQLException e) {
      return words; // closing failed; what was counted holds
    }
    return words;
  }

  private static boolean isAboutRows(Refusal refusal) {
    ObjectKind kind = refusal.object().kind();
    return (kind == ObjectKind.COLUMN
            || kind == ObjectKind.TABLE
            || kind == ObjectKind.TYPE && !refusal.values().isEmpty())
        && !refusal.rule().equals("rename");
  }

  private static String count(Connection connection, Refusal refusal) {
    return refusal.object().kind() == ObjectKind.TYPE
        ? holders(connection, refusal.object(), refusal.values())
        : count(connection, refusal.object());
  }

  /** The rows that hold values of a type, in columns of the type itself. */
  private static String holders(Connection connection, ObjectId type, List<String> values) {
    String list =
        values.stream().map(Identifier::literal).collect(Collectors.joining(", ", "(", ")"));
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(10);
      List<String> counts = new ArrayList<>();
      try (ResultSet columns =
          statement.executeQuery(
              "SELECT format('(SELECT count(*) FROM (SELECT FROM %I.%I WHERE %I::text IN ',"
                  + " n.nspname, c.relname, a.attname) FROM pg_attribute a JOIN pg_class c ON c.oid"
                  + " = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.atttypid ="
                  + " "
                  + Identifier.literal(QualifiedName.of(type.schema(), type.name()).toSql())
                  + "::regtype AND c.relkind IN ('r', 'p') AND NOT a.attisdropped AND NOT EXISTS"
                  + " (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid) ORDER BY 1")) {
        while (columns.next()) {
          counts.add(columns.getString(1) + list + " LIMIT " + (BOUND + 1) + ") AS bounded)");
        }
      }
      if (counts.isEmpty()) {
        return "";
      }
      long rows = number(statement, "SELECT " + String.join(" + ", counts));
      return rows > BOUND ? "more than " + BOUND + " rows" : rows + (rows == 1 ? " row" : " rows");
    } catch (SQLException e) {
      return "";
    }
  }

  private static String count(Connection connection, ObjectId id) {
    boolean column = id.kind() == ObjectKind.COLUMN;
    String table = QualifiedName.of(id.schema(), column ? id.parent() : id.name()).toSql();
    String wanted = column ? " WHERE " + Identifier.quote(id.name()) + " IS NOT NULL" : "";
    String unit = column ? "value" : "row";
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(10);
      long rows =
          number(
              statement,
              "SELECT count(*) FROM (SELECT FROM "
                  + table
                  + wanted
                  + " LIMIT "
                  + (BOUND + 1)
                  + ") AS bounded");
      if (rows <= BOUND) {
        return rows + " " + unit + (rows == 1 ? "" : "s");
      }
      long estimate =
          number(
              statement,
              "WITH it AS (SELECT "
                  + Identifier.literal(table)
                  + "::regclass AS oid) SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint"
                  + " FROM pg_class c, it WHERE c.relkind <> 'p' AND (c.oid = it.oid OR c.oid IN"
                  + " (SELECT relid FROM pg_partition_tree(it.oid)))");
      return "more than "
          + BOUND
          + " "
          + unit
          + "s"
          + (estimate > BOUND ? "; the table has about " + estimate + " rows" : "");
    } catch (SQLException e) {
      return "";
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
