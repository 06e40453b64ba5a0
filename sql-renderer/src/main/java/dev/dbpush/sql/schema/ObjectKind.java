package dev.dbpush.sql.schema;

/** The kinds of objects that a snapshot holds, in the order in which they are usually created. */
public enum ObjectKind {
  /** A schema. */
  SCHEMA("schema"),
  /** An extension; its members are left to it. */
  EXTENSION("extension"),
  /** A collation. */
  COLLATION("collation"),
  /** An enum, domain, composite or range type. */
  TYPE("type"),
  /** A function, procedure, aggregate or window function. */
  ROUTINE("function"),
  /** An operator. */
  OPERATOR("operator"),
  /** A cast, named by its two types; belongs to no schema. */
  CAST("cast"),
  /** A text search parser, template, dictionary or configuration. */
  TEXT_SEARCH("text search object"),
  /** A sequence, but for those of identity columns, which belong to their column. */
  SEQUENCE("sequence"),
  /** A table, partitioned or not. */
  TABLE("table"),
  /** A column of a table or a view. */
  COLUMN("column"),
  /** The default of a column. */
  DEFAULT("default"),
  /** That a table inherits from another one, or is a partition of it. */
  INHERITANCE("inheritance"),
  /** Which column a sequence belongs to. */
  SEQUENCE_OWNER("sequence ownership"),
  /** An index that belongs to no constraint. */
  INDEX("index"),
  /** A constraint of a table or a domain. */
  CONSTRAINT("constraint"),
  /** A view. */
  VIEW("view"),
  /** A materialised view. */
  MATERIALIZED_VIEW("materialized view"),
  /** Extended statistics. */
  STATISTICS("statistics"),
  /** A rewrite rule, but for those that make a view. */
  RULE("rule"),
  /** A trigger. */
  TRIGGER("trigger"),
  /** A row security policy. */
  POLICY("policy"),
  /** Privileges of objects yet to be made. */
  DEFAULT_PRIVILEGES("default privileges");

  private final String label;

  ObjectKind(String label) {
    this.label = label;
  }

  /** The kind in words, for messages. */
  public String label() {
    return label;
  }
}
