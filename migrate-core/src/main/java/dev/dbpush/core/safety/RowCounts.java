package dev.dbpush.core.safety;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many rows tables hold: counted up to {@value #MOST_COUNTED} each, and only for a few tables;
 * the server's own estimate beyond.
 */
final class RowCounts {
  private static final int MOST_COUNTED = 1_000;
  private static final int MOST_TABLES = 100;

  private RowCounts() {}

  /**
   * Counts.
   *
   * @param estimates rows by table, as SQL; -1 where there is no estimate
   * @return what to say of each table, such as {@code 3 rows}, {@code about 12000 rows}
   */
  static Map<String, String> of(Connection connection, Map<String, Long> estimates)
      throws SQLException {
    List<String> counted =
        estimates.size() <= MOST_TABLES ? List.copyOf(estimates.keySet()) : List.of();
    List<Long> numbers = counted.isEmpty() ? List.of() : count(connection, counted);
    Map<String, String> words = new LinkedHashMap<>();
    int at = 0;
    for (Map.Entry<String, Long> table : estimates.entrySet()) {
      long number = numbers.isEmpty() ? -1 : numbers.get(at);
      words.put(table.getKey(), words(number, table.getValue()));
      at++;
    }
    return words;
  }

  private static String words(long counted, long estimate) {
    if (counted >= 0 && counted <= MOST_COUNTED) {
      return counted == 1 ? "1 row" : counted + " rows";
    }
    if (estimate > MOST_COUNTED || counted < 0 && estimate >= 0) {
      return "about " + estimate + " rows";
    }
    return counted < 0 ? "rows unknown" : "more than " + MOST_COUNTED + " rows";
  }

  /** Nothing where it takes too long, a table is locked, or one may not be read. */
  private static List<Long> count(Connection connection, List<String> tables) throws SQLException {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < tables.size(); i++) {
      sql.append(i == 0 ? "" : " UNION ALL ")
          .append("(SELECT ")
          .append(i)
          .append(", count(*) FROM (SELECT FROM ")
          .append(tables.get(i))
          .append(" LIMIT ")
          .append(MOST_COUNTED + 1)
          .append(") AS x)");
    }
    Long[] numbers = new Long[tables.size()]; // a parallel plan may mix up the rows
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("BEGIN READ ONLY");
      try {
        statement.execute("SET LOCAL lock_timeout = '1s'; SET LOCAL statement_timeout = '5s'");
        try (ResultSet rows = statement.executeQuery(sql.toString())) {
          while (rows.next()) {
            numbers[rows.getInt(1)] = rows.getLong(2);
          }
        }
      } catch (SQLException e) {
        if (connection.isClosed()) {
          throw e;
        }
        return List.of();
      } finally {
        if (!connection.isClosed()) {
          statement.execute("ROLLBACK");
        }
      }
    }
    return Arrays.asList(numbers);
  }
}
