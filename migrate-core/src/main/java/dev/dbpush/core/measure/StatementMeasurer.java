package dev.dbpush.core.measure;

import dev.dbpush.sql.hazard.LockMode;
import dev.dbpush.sql.hazard.LockedTable;
import dev.dbpush.sql.statement.TransactionRules;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Runs statements one by one, each in a transaction of its own that is committed, and looks at the
 * locks that the transaction holds, at the tables' files and at the statistics of its scans.
 *
 * <p>For a scratch database only: the statements do run. An empty table behaves as a full one here:
 * the server takes the same locks, makes new files and starts scans without a row, too. Locks that a
 * statement releases itself cannot be seen. Not thread-safe; owns neither connection nor database.
 */
public final class StatementMeasurer {
  private static final String LOCKS =
      """
      SELECT relation, mode FROM pg_catalog.pg_locks
      WHERE pid = pg_catalog.pg_backend_pid() AND locktype = 'relation' AND granted
        AND database = (SELECT oid FROM pg_catalog.pg_database
                        WHERE datname = pg_catalog.current_database())
      """;
  private static final String SCANS =
      "SELECT relid, seq_scan FROM pg_catalog.pg_stat_xact_all_tables WHERE seq_scan > 0";

  private final Connection connection;
  private final int serverMajor;
  private final String firstSchema;

  /**
   * A measurer on a connection that nothing else uses meanwhile.
   *
   * @param firstSchema the schema that is left out of the names, usually {@code public}
   */
  public StatementMeasurer(Connection connection, String firstSchema) throws SQLException {
    this.connection = connection;
    this.serverMajor = connection.getMetaData().getDatabaseMajorVersion();
    this.firstSchema = firstSchema;
  }

  /** The server's major version. */
  public int serverMajor() {
    return serverMajor;
  }

  /**
   * Runs a statement and records what it did. It is committed.
   *
   * @throws SQLException if the server refuses it; it is rolled back then
   */
  public Measured measure(SqlStatement statement) throws SQLException {
    connection.setAutoCommit(true);
    RelationMap before = RelationMap.read(connection, firstSchema);
    boolean alone = TransactionRules.refusesBlock(statement, serverMajor).isPresent();
    if (alone) {
      run(statement);
      return result(before, List.of(), Set.of(), false);
    }
    connection.setAutoCommit(false);
    try {
      // the counters go on from earlier transactions until the server flushes them
      Map<Long, Long> counted = scans();
      run(statement);
      boolean sequences =
          statement.startsWith("alter", "sequence") || statement.startsWith("drop", "sequence");
      List<LockedTable> locks = locks(before, sequences);
      Set<Long> scanned = new HashSet<>();
      scans().forEach(
          (table, count) -> {
            if (count > counted.getOrDefault(table, 0L)) {
              scanned.add(table);
            }
          });
      connection.commit();
      connection.setAutoCommit(true);
      return result(before, locks, scanned, true);
    } catch (SQLException e) {
      connection.rollback();
      connection.setAutoCommit(true);
      throw e;
    }
  }

  /** Runs a {@code SET LOCAL} as one that outlives its transaction. */
  void keep(SqlStatement setLocal) throws SQLException {
    List<Token> tokens = setLocal.tokens();
    String text = setLocal.text();
    try (Statement run = connection.createStatement()) {
      run.execute("SET SESSION" + text.substring(tokens.get(1).end()));
    }
  }

  private void run(SqlStatement statement) throws SQLException {
    if (statement.copyData() != null) {
      try {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(statement.text(), new StringReader(statement.copyData()));
      } catch (IOException e) {
        throw new SQLException("cannot send the data of COPY: " + e.getMessage(), e);
      }
      return;
    }
    try (Statement run = connection.createStatement()) {
      run.setEscapeProcessing(false);
      run.execute(statement.text());
    }
  }

  private List<LockedTable> locks(RelationMap before, boolean sequences) throws SQLException {
    Map<QualifiedName, LockMode> strongest = new HashMap<>();
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery(LOCKS)) {
      while (rows.next()) {
        RelationMap.Relation relation = before.all().get(rows.getLong(1));
        LockMode mode = LockMode.of(rows.getString(2));
        boolean counts = relation != null && (sequences || !relation.goesWithTable());
        if (counts && mode != LockMode.ACCESS_SHARE) {
          strongest.merge(relation.name(), mode, LockMode::max);
        }
      }
    }
    List<LockedTable> locks = new ArrayList<>();
    strongest.forEach((name, mode) -> locks.add(new LockedTable(name, mode)));
    return locks;
  }

  private Map<Long, Long> scans() throws SQLException {
    Map<Long, Long> scanned = new HashMap<>();
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery(SCANS)) {
      while (rows.next()) {
        scanned.put(rows.getLong(1), rows.getLong(2));
      }
    }
    return scanned;
  }

  private Measured result(
      RelationMap before, List<LockedTable> locks, Set<Long> scanned, boolean locksSeen)
      throws SQLException {
    Map<Long, RelationMap.Relation> after = RelationMap.read(connection, firstSchema).all();
    Set<String> rewrites = new HashSet<>();
    Set<String> scans = new HashSet<>();
    before.all().forEach(
        (oid, relation) -> {
          RelationMap.Relation now = after.get(oid);
          String name = relation.name().toSql();
          if (now != null && now.file() != relation.file() && !relation.isSequence()) {
            rewrites.add(name);
          } else if (scanned.contains(oid)) {
            scans.add(name);
          }
        });
    return new Measured(locks, rewrites, scans, locksSeen);
  }
}
