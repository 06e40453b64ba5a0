package dev.dbpush.core.health;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the queries found, unjudged. The records' fields are the columns of {@link HealthQueries}.
 *
 * @param behindPooler whether the session's process is not the one that the connection was greeted
 *     by
 * @param lockHolder who holds the tool's lock; null for nobody
 */
record Facts(
    Server server,
    boolean behindPooler,
    List<SchemaRights> schemas,
    List<ForeignOwner> foreignOwners,
    @Nullable String lockHolder,
    List<OpenTransaction> transactions,
    List<String> prepared,
    List<InvalidIndex> invalidIndexes,
    List<UnvalidatedConstraint> unvalidated,
    List<FedColumn> columns) {

  record Server(
      String role,
      int pid,
      boolean temp,
      boolean readOnly,
      long xidAge,
      long freezeMaxAge,
      int connections,
      int maxConnections,
      boolean historyRights,
      boolean settingsRights,
      boolean seesOthers) {}

  record SchemaRights(String schema, boolean exists, boolean create, boolean usage) {}

  record ForeignOwner(long count, String relation, String owner) {}

  record OpenTransaction(String session, long seconds, int lockedRelations, String query) {}

  record InvalidIndex(
      String index,
      String table,
      String name,
      boolean building,
      boolean partitioned,
      boolean exclusion,
      boolean twin,
      boolean owned,
      boolean ofConstraint) {}

  record UnvalidatedConstraint(String table, String name, boolean owned) {}

  /**
   * A column that a sequence feeds.
   *
   * @param position what the sequence is at; null where nobody looked
   */
  record FedColumn(
      String sequence,
      String table,
      String column,
      boolean readable,
      boolean cheap,
      long increment,
      long last,
      boolean writable,
      boolean cycles,
      @Nullable Position position) {

    FedColumn at(Position found) {
      return new FedColumn(
          sequence, table, column, readable, cheap, increment, last, writable, cycles, found);
    }

    /** Whether the next value is one that the column has, or has passed. */
    boolean isBehind() {
      return position != null
          && position.extreme() != null
          && (increment > 0
              ? position.next(increment) <= position.extreme()
              : position.next(increment) >= position.extreme());
    }

    /** Whether more than four fifths of a rising sequence's values are used. */
    boolean isNearlyUsedUp() {
      return position != null
          && increment > 0
          && !cycles
          && last > 0
          && position.value() > last / 5 * 4;
    }
  }

  /**
   * Where a sequence is, and the column's greatest value, or its least one where the sequence
   * falls.
   *
   * @param extreme null where the table is empty
   */
  record Position(long value, boolean called, @Nullable Long extreme) {
    long next(long increment) {
      return called ? value + increment : value;
    }
  }
}
