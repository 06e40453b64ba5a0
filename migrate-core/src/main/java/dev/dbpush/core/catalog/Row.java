package dev.dbpush.core.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a catalog query; columns are counted from 0. */
final class Row {
  private final @Nullable String[] values;

  private Row(@Nullable String[] values) {
    this.values = values;
  }

  static List<Row> all(ResultSet result) throws SQLException {
    int width = result.getMetaData().getColumnCount();
    List<Row> rows = new ArrayList<>();
    while (result.next()) {
      @Nullable String[] values = new String[width];
      for (int i = 0; i < width; i++) {
        values[i] = result.getString(i + 1);
      }
      rows.add(new Row(values));
    }
    return rows;
  }

  @Nullable String orNull(int column) {
    return values[column];
  }

  String text(int column) {
    String value = values[column];
    return value == null ? "" : value;
  }

  /** A definition that the server printed, in the form that it would have after another reading. */
  String sql(int column) {
    return ServerText.settled(text(column));
  }

  @Nullable String sqlOrNull(int column) {
    String value = values[column];
    return value == null ? null : ServerText.settled(value);
  }

  long number(int column) {
    String value = values[column];
    return value == null ? 0 : Long.parseLong(value);
  }

  boolean flag(int column) {
    return "t".equals(values[column]);
  }

  /** The only character of a column; a blank if it is empty. */
  char letter(int column) {
    String value = text(column);
    return value.isEmpty() ? ' ' : value.charAt(0);
  }

  List<String> list(int column) {
    String value = text(column);
    return value.isEmpty() ? List.of() : List.of(value.split(String.valueOf(SqlText.ELEMENT), -1));
  }
}
