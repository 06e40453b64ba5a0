package dev.dbpush.core.safety;

import dev.dbpush.core.safety.DroppedObject.Kind;
import dev.dbpush.sql.history.HistoryTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads what is in schemas. Sets the connection's search path. */
final class InventoryReader {
  private final Connection connection;
  private final HistoryTable table;

  InventoryReader(Connection connection, HistoryTable table) {
    this.connection = connection;
    this.table = table;
  }

  Inventory read(List<String> schemas) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = pg_catalog");
    }
    return new Inventory(objects(schemas), dependents(schemas), lockCapacity());
  }

  private List<DroppedObject> objects(List<String> schemas) throws SQLException {
    List<DroppedObject> objects = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(InventorySql.OBJECTS)) {
      statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
      statement.setString(2, table.schema());
      statement.setString(3, table.name());
      statement.setString(4, table.schema());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          objects.add(
              new DroppedObject(
                  Kind.valueOf(rows.getString(1)),
                  rows.getString(2),
                  rows.getLong(3),
                  rows.getLong(4)));
        }
      }
    }
    objects.sort(Comparator.comparing(DroppedObject::kind)); // stable: partitions stay first
    return objects;
  }

  private List<String> dependents(List<String> schemas) throws SQLException {
    List<String> dependents = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(InventorySql.DEPENDENTS)) {
      statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          dependents.add(rows.getString(1));
        }
      }
    }
    return dependents;
  }

  /** PostgreSQL documentation, 20.12, max_locks_per_transaction. */
  private long lockCapacity() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT current_setting('max_locks_per_transaction')::bigint"
                    + " * (current_setting('max_connections')::bigint"
                    + " + current_setting('max_prepared_transactions')::bigint)")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
