package dev.dbpush.core.importing;

import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import dev.dbpush.sql.syntax.TokenCursor;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table of the database with the columns of a tool's history. */
final class HistoryTable {
  private static final String FIND =
      """
      SELECT n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid),
             ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relname = ? AND (?::text IS NULL OR n.nspname = ?) AND c.relkind IN ('r', 'p', 'v')
        AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
      ORDER BY 1""";

  private final QualifiedName name;

  private HistoryTable(QualifiedName name) {
    this.name = name;
  }

  /** The tables found, and those of them that have the columns. */
  record Found(List<String> others, List<HistoryTable> tables) {}

  /**
   * Looks for a table; one that the search path shows hides those that it does not.
   *
   * @param wanted a name, with a schema or without
   * @param columns what it must have
   */
  static Found find(Connection connection, QualifiedName wanted, Set<String> columns)
      throws SQLException {
    List<HistoryTable> visible = new ArrayList<>();
    List<HistoryTable> hidden = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(FIND)) {
      query.setString(1, wanted.name());
      query.setString(2, wanted.schema());
      query.setString(3, wanted.schema());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          QualifiedName name = QualifiedName.of(rows.getString(1), rows.getString(2));
          if (!strings(rows.getArray(4)).containsAll(columns)) {
            others.add(name.toSql());
          } else {
            (rows.getBoolean(3) ? visible : hidden).add(new HistoryTable(name));
          }
        }
      }
    }
    return new Found(others, visible.isEmpty() ? hidden : visible);
  }

  private static List<String> strings(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }

  /** The table's name that a user wrote: {@code table} or {@code schema.table}, or null. */
  static @Nullable QualifiedName parse(String text) {
    try {
      List<SqlStatement> statements = StatementSplitter.split(text).statements();
      if (statements.size() != 1) {
        return null;
      }
      TokenCursor cursor = statements.get(0).cursor();
      QualifiedName name = cursor.acceptName();
      return cursor.atEnd() ? name : null;
    } catch (SqlSyntaxException e) {
      return null; // a quote without an end is no name either
    }
  }

  String sql() {
    return name.toSql();
  }

  /** Columns of all rows as texts, in the order that {@code orderBy} says. */
  List<Map<String, @Nullable String>> rows(
      Connection connection, Set<String> columns, String orderBy) throws SQLException {
    String list =
        columns.stream()
            .map(column -> Identifier.quote(column) + "::text")
            .collect(Collectors.joining(", "));
    List<Map<String, @Nullable String>> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT " + list + " FROM " + sql() + " ORDER BY " + orderBy)) {
      while (rows.next()) {
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        int index = 1;
        for (String column : columns) {
          row.put(column, rows.getString(index++));
        }
        found.add(row);
      }
    }
    return found;
  }
}
