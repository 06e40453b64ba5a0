package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import java.util.Comparator;

/**
 * Where an action stands as long as no dependency says otherwise: sections in a stable order, and
 * what one ALTER TABLE can do side by side.
 *
 * @param section the section; lower comes first
 * @param group what is kept together within a section
 * @param step the order within a group
 * @param id the last word
 */
record ActionOrder(int section, String group, int step, ObjectId id)
    implements Comparable<ActionOrder> {

  private static final Comparator<ActionOrder> ORDER =
      Comparator.comparingInt(ActionOrder::section)
          .thenComparing(ActionOrder::group)
          .thenComparingInt(ActionOrder::step)
          .thenComparing(ActionOrder::id);

  static final int DROP_DEPENDENTS = 10;
  static final int CREATE_BASICS = 20;
  static final int CREATE_TABLES = 30;
  static final int DROP_TABLES = 35;
  static final int ALTER_TABLES = 40;
  static final int INDEXES = 50;
  static final int FOREIGN_KEYS = 60;
  static final int ROUTINES = 70;
  static final int VIEWS = 80;
  static final int TRIGGERS = 90;
  static final int DROP_BASICS = 95;
  static final int PRIVILEGES = 97;
  static final int CONCURRENTLY = 99;

  @Override
  public int compareTo(ActionOrder other) {
    return ORDER.compare(this, other);
  }

  static ActionOrder of(Action action, boolean concurrently) {
    ObjectId id = action.id;
    if (concurrently) {
      return new ActionOrder(CONCURRENTLY, id.name(), action.kind == Kind.DROP ? 0 : 1, id);
    }
    boolean ofTable =
        id.kind() == ObjectKind.COLUMN
            || id.kind() == ObjectKind.DEFAULT
            || id.kind() == ObjectKind.CONSTRAINT
            || id.kind() == ObjectKind.INHERITANCE;
    String group = ofTable ? id.schema() + "." + id.parent() : id.schema() + "." + id.name();
    return switch (action.kind) {
      case SET_ASIDE -> new ActionOrder(DROP_DEPENDENTS, "", 9, id);
      case DROP -> new ActionOrder(dropSection(id.kind()), group, -id.kind().ordinal(), id);
      default -> new ActionOrder(sectionOf(action), group, stepOf(action), id);
    };
  }

  private static int dropSection(ObjectKind kind) {
    return switch (kind) {
      case POLICY, TRIGGER, RULE, VIEW, MATERIALIZED_VIEW, STATISTICS -> DROP_DEPENDENTS;
      case TABLE -> DROP_TABLES;
      case COLUMN, DEFAULT, CONSTRAINT, INHERITANCE -> ALTER_TABLES;
      case INDEX -> INDEXES - 11;
      case DEFAULT_PRIVILEGES -> PRIVILEGES;
      default -> DROP_BASICS;
    };
  }

  private static int sectionOf(Action action) {
    return switch (action.id.kind()) {
      case SCHEMA, EXTENSION, COLLATION, TYPE, SEQUENCE -> CREATE_BASICS;
      case ROUTINE, OPERATOR, CAST, TEXT_SEARCH -> ROUTINES;
      case TABLE -> action.kind == Kind.CREATE ? CREATE_TABLES : ALTER_TABLES;
      case COLUMN, DEFAULT, SEQUENCE_OWNER, INHERITANCE -> ALTER_TABLES;
      case CONSTRAINT ->
          action.after instanceof Constraint c && c.type() == 'f' ? FOREIGN_KEYS : ALTER_TABLES;
      case INDEX -> INDEXES;
      case VIEW, MATERIALIZED_VIEW -> VIEWS;
      case STATISTICS, RULE, TRIGGER, POLICY -> TRIGGERS;
      case DEFAULT_PRIVILEGES -> PRIVILEGES;
    };
  }

  private static int stepOf(Action action) {
    if (action.after instanceof Column column) {
      return (action.kind == Kind.CREATE ? 2000 : 0) + column.position();
    }
    if (action.after instanceof Index index) {
      return index.unique() ? 0 : 1;
    }
    return 5000 + action.id.kind().ordinal();
  }
}
