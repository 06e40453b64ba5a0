package dev.dbpush.core.safety;

/**
 * An object that a nuke drops by name; what belongs to it goes with it.
 *
 * @param kind what it is
 * @param identity its name as SQL, with schema and, for routines and operators, argument types
 * @param locks about how many locks its drop takes, itself included
 * @param rows about how many rows it holds; -1 where it holds none or nobody knows
 */
record DroppedObject(Kind kind, String identity, long locks, long rows) {

  /** Kinds of objects, in the order of their drops. */
  enum Kind {
    VIEW("VIEW", "view", true),
    MATERIALIZED_VIEW("MATERIALIZED VIEW", "materialized view", true),
    FOREIGN_TABLE("FOREIGN TABLE", "foreign table", true),
    TABLE("TABLE", "table", true),
    SEQUENCE("SEQUENCE", "sequence", true),
    STATISTICS("STATISTICS", "statistics object", true),
    ROUTINE("ROUTINE", "routine", true),
    OPERATOR_CLASS("OPERATOR CLASS", "operator class", false),
    OPERATOR_FAMILY("OPERATOR FAMILY", "operator family", false),
    OPERATOR("OPERATOR", "operator", true),
    TYPE("TYPE", "type", true),
    COLLATION("COLLATION", "collation", true),
    CONVERSION("CONVERSION", "conversion", false),
    TS_CONFIGURATION("TEXT SEARCH CONFIGURATION", "text search configuration", true),
    TS_DICTIONARY("TEXT SEARCH DICTIONARY", "text search dictionary", true),
    TS_TEMPLATE("TEXT SEARCH TEMPLATE", "text search template", true),
    TS_PARSER("TEXT SEARCH PARSER", "text search parser", true);

    private final String sql;
    private final String noun;
    private final boolean list;

    Kind(String sql, String noun, boolean list) {
      this.sql = sql;
      this.noun = noun;
      this.list = list;
    }

    /** What stands behind {@code DROP}. */
    String sql() {
      return sql;
    }

    String noun() {
      return noun;
    }

    /** Whether one statement drops several. */
    boolean isList() {
      return list;
    }
  }
}
