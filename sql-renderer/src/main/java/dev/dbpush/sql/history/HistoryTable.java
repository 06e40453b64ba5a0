package dev.dbpush.sql.history;

import dev.dbpush.sql.file.Checksum;
import dev.dbpush.sql.syntax.QualifiedName;

/**
 * Names the history table of a database, and what stands beside it.
 *
 * @param schema the schema of the history and the settings table
 * @param name the history table's name
 */
public record HistoryTable(String schema, String name) {
  /** {@code public.dbpush_history}. */
  public static final HistoryTable DEFAULT = new HistoryTable("public", "dbpush_history");

  /** The layout of the table that this version of dbpush writes. */
  public static final int LAYOUT = 1;

  /**
   * Refuses names that the server would cut, and those that end the quotes of the tool's own
   * procedures.
   *
   * @throws IllegalArgumentException saying which, and what a name may be
   */
  public HistoryTable {
    Names.require("the history's schema", schema);
    Names.require("the history table's name", name);
  }

  /** The history table as SQL. */
  public String toSql() {
    return QualifiedName.of(schema, name).toSql();
  }

  /** The table that holds the layout's number and the protection mark, as SQL. */
  public String settingsSql() {
    return QualifiedName.of(schema, "dbpush_settings").toSql();
  }

  /**
   * The key of the session-level advisory lock that every push, downgrade and script takes.
   * Advisory locks belong to one database; this key tells the history tables in it apart.
   */
  public long lockKey() {
    return Long.parseUnsignedLong(Checksum.sha256("dbpush:" + toSql()).substring(0, 16), 16);
  }
}
