package dev.dbpush.core.health;

import dev.dbpush.core.health.Facts.FedColumn;
import dev.dbpush.core.health.Facts.ForeignOwner;
import dev.dbpush.core.health.Facts.InvalidIndex;
import dev.dbpush.core.health.Facts.OpenTransaction;
import dev.dbpush.core.health.Facts.Position;
import dev.dbpush.core.health.Facts.SchemaRights;
import dev.dbpush.core.health.Facts.Server;
import dev.dbpush.core.health.Facts.UnvalidatedConstraint;
import dev.dbpush.sql.history.HistoryTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** Reads the facts: the catalogs in one round trip, the sequences' columns in a second one. */
final class HealthReader {
  private static final int AT_ONCE = 300;

  private final Connection connection;
  private final HealthQueries queries;

  HealthReader(Connection connection, HistoryTable table, List<String> schemas) {
    this.connection = connection;
    this.queries = new HealthQueries(table, schemas);
  }

  Facts read() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      // Nothing of this may wait long: the database may be in trouble.
      statement.execute(
          "SET search_path = pg_catalog;SET statement_timeout = '30s';SET lock_timeout = '2s';"
              + String.join(";", queries.all()));
      for (int setting = 0; setting < 3; setting++) {
        statement.getMoreResults();
      }
      Server server = rows(statement, HealthReader::server).get(0);
      List<SchemaRights> schemas =
          rows(
              statement,
              row ->
                  new SchemaRights(
                      row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4)));
      List<ForeignOwner> owners =
          rows(
              statement,
              row -> new ForeignOwner(row.getLong(1), row.getString(2), row.getString(3)));
      List<String> holders = rows(statement, row -> row.getString(1));
      List<OpenTransaction> transactions =
          rows(
              statement,
              row ->
                  new OpenTransaction(
                      row.getString(1), row.getLong(2), row.getInt(3), row.getString(4)));
      List<String> prepared = rows(statement, row -> row.getString(1));
      List<InvalidIndex> indexes = rows(statement, HealthReader::invalidIndex);
      List<UnvalidatedConstraint> constraints =
          rows(
              statement,
              row ->
                  new UnvalidatedConstraint(row.getString(1), row.getString(2), row.getBoolean(3)));
      List<FedColumn> columns = rows(statement, HealthReader::column);
      return new Facts(
          server,
          connection.isWrapperFor(PGConnection.class)
              && connection.unwrap(PGConnection.class).getBackendPID() != server.pid(),
          schemas,
          owners,
          holders.isEmpty() ? null : holders.get(0),
          transactions,
          prepared,
          indexes,
          constraints,
          positions(columns));
    }
  }

  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> List<T> rows(Statement statement, Reading<T> reading) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet result = statement.getResultSet()) {
      while (result.next()) {
        rows.add(reading.of(result));
      }
    }
    statement.getMoreResults();
    return rows;
  }

  private static Server server(ResultSet row) throws SQLException {
    return new Server(
        row.getString(1),
        row.getInt(2),
        row.getBoolean(3),
        row.getBoolean(4),
        row.getLong(5),
        row.getLong(6),
        row.getInt(7),
        row.getInt(8),
        row.getBoolean(9),
        row.getBoolean(10),
        row.getBoolean(11));
  }

  private static InvalidIndex invalidIndex(ResultSet row) throws SQLException {
    return new InvalidIndex(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getBoolean(4),
        row.getBoolean(5),
        row.getBoolean(6),
        row.getBoolean(7),
        row.getBoolean(8),
        row.getBoolean(9));
  }

  private static FedColumn column(ResultSet row) throws SQLException {
    return new FedColumn(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getBoolean(4),
        row.getBoolean(5),
        row.getLong(6),
        row.getLong(7),
        row.getBoolean(8),
        row.getBoolean(9),
        null);
  }

  /**
   * Only where an index, or a small table, makes it quick. Some hundreds at a time: each takes a
   * few locks, and the server's lock table is small.
   */
  private List<FedColumn> positions(List<FedColumn> columns) throws SQLException {
    List<FedColumn> found = new ArrayList<>(columns);
    for (int from = 0; from < columns.size(); from += AT_ONCE) {
      positions(found, from, Math.min(columns.size(), from + AT_ONCE));
    }
    return found;
  }

  private void positions(List<FedColumn> columns, int from, int to) throws SQLException {
    StringBuilder sql = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (columns.get(i).readable() && columns.get(i).cheap()) {
        sql.append(sql.length() == 0 ? "" : " UNION ALL ").append(position(i, columns.get(i)));
      }
    }
    if (sql.length() == 0) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet rows = statement.executeQuery(sql.toString())) {
        while (rows.next()) {
          long extreme = rows.getLong(4);
          Long known = rows.wasNull() ? null : extreme;
          int index = rows.getInt(1);
          columns.set(
              index,
              columns.get(index).at(new Position(rows.getLong(2), rows.getBoolean(3), known)));
        }
      }
    } catch (SQLException e) {
      if (connection.isClosed()) {
        throw e;
      }
      // A lock or the time was in the way: the findings say that nobody looked.
    }
  }

  private static String position(int index, FedColumn column) {
    return "SELECT %d, s.last_value, s.is_called, (SELECT %s(t.%s)::bigint FROM %s AS t) FROM %s AS s"
        .formatted(
            index,
            column.increment() > 0 ? "max" : "min",
            column.column(),
            column.table(),
            column.sequence());
  }
}
