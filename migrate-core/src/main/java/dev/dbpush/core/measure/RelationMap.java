package dev.dbpush.core.measure;

import dev.dbpush.sql.syntax.QualifiedName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The relations of a database by their object ids: a dropped or renamed one is found there only. */
final class RelationMap {
  private static final String QUERY =
      """
      SELECT c.oid, n.nspname, c.relname, c.relkind, pg_catalog.pg_relation_filenode(c.oid),
        EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid
          AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i')
          AND d.refobjsubid > 0)
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      """;

  private final Map<Long, Relation> relations;

  private RelationMap(Map<Long, Relation> relations) {
    this.relations = relations;
  }

  /**
   * A relation: its name, its kind as pg_class says, its file (0 where it has none), and whether a
   * column owns it.
   */
  record Relation(QualifiedName name, char kind, long file, boolean owned) {
    boolean isSequence() {
      return kind == 'S';
    }

    /** A column's own sequence: who waits for it waits for the table first. */
    boolean goesWithTable() {
      return isSequence() && owned;
    }
  }

  /**
   * Reads the map.
   *
   * @param firstSchema the schema that is left out of the names
   */
  static RelationMap read(Connection connection, String firstSchema) throws SQLException {
    Map<Long, Relation> relations = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        String schema = rows.getString(2);
        QualifiedName name =
            schema.equals(firstSchema)
                ? QualifiedName.of(rows.getString(3))
                : QualifiedName.of(schema, rows.getString(3));
        relations.put(
            rows.getLong(1),
            new Relation(name, rows.getString(4).charAt(0), rows.getLong(5), rows.getBoolean(6)));
      }
    }
    return new RelationMap(relations);
  }

  Map<Long, Relation> all() {
    return relations;
  }
}
