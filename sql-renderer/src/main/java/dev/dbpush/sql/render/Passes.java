package dev.dbpush.sql.render;

/** The passes in which ALTER TABLE does its actions, whatever their order in the statement. */
final class Passes {
  static final int DROP = 0;
  static final int ALTER_TYPE = 1;
  static final int ADD_COLUMN = 4;
  static final int SET_EXPRESSION = 5;
  static final int NOT_NULL = 7;
  static final int ADD_CONSTRAINT = 9;
  static final int MISC = 11;

  private Passes() {}
}
