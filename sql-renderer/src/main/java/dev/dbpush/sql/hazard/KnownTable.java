package dev.dbpush.sql.hazard;

import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.syntax.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a relation. Not thread-safe. */
final class KnownTable {
  /** What a relation is. */
  enum Kind {
    TABLE,
    PARTITIONED,
    FOREIGN,
    VIEW,
    MATERIALIZED_VIEW,
    SEQUENCE
  }

  final Kind kind;
  final Map<String, Column> columns = new LinkedHashMap<>();
  final Map<String, Constraint> constraints = new LinkedHashMap<>();
  final Map<String, Index> indexes = new LinkedHashMap<>();
  final Set<QualifiedName> parents = new LinkedHashSet<>();
  final Set<QualifiedName> readsFrom = new LinkedHashSet<>();
  boolean defaultPartition;
  boolean temporary;
  boolean unlogged;

  /** Whether the script made it, so that nobody else uses it yet. */
  boolean fresh;

  /** Whether all its columns are known: its CREATE was seen. */
  boolean complete;

  /** A constraint that was never seen was validated: it may prove that a column has no nulls. */
  boolean unseenValidated;

  int policies;

  /** Triggers, rules, policies, statistics: {@code trigger name}, and the function or nothing. */
  final Map<String, String> attached = new HashMap<>();

  /** What stands in the brackets of PARTITION BY; empty for a table without partitions. */
  String partitionKey = "";

  /** A view's query as it was written; empty for a table. */
  String query = "";

  QualifiedName name;

  KnownTable(QualifiedName name, Kind kind) {
    this.name = name;
    this.kind = kind;
  }

  /** A column. */
  record Column(
      String name,
      @Nullable SqlType type,
      boolean notNull,
      boolean sequence,
      @Nullable String generation) {
    Column withNotNull(boolean now) {
      return new Column(name, type, now, sequence, generation);
    }

    Column withType(SqlType now) {
      return new Column(name, now, notNull, sequence, generation);
    }

    Column renamed(String now) {
      return new Column(now, type, notNull, sequence, generation);
    }
  }

  /** A constraint; {@code references} is resolved. */
  record Constraint(
      String name,
      ConstraintSpec.Kind kind,
      List<String> columns,
      @Nullable String expression,
      @Nullable QualifiedName references,
      List<String> referenced,
      boolean valid) {
    Constraint validated() {
      return new Constraint(name, kind, columns, expression, references, referenced, true);
    }

    Constraint renamed(String now) {
      return new Constraint(now, kind, columns, expression, references, referenced, valid);
    }

    Constraint withReferences(@Nullable QualifiedName now) {
      return new Constraint(name, kind, columns, expression, now, referenced, valid);
    }

    /** Whether it is a foreign key to this table; with a column, to this column of it. */
    boolean refersTo(KnownTable table, @Nullable String column) {
      return table.name.equals(references) && (column == null || referenced.contains(column));
    }

    boolean isForeignKey() {
      return kind == ConstraintSpec.Kind.FOREIGN_KEY;
    }

    boolean touches(String column) {
      return columns.contains(column) || Tokens.mentions(expression, column);
    }
  }

  /** An index; its text is what stands behind the table's name. */
  record Index(String name, List<String> columns, boolean computed, String text, boolean unique) {
    boolean touches(String column) {
      return columns.contains(column) || Tokens.mentions(text, column);
    }
  }

  @Nullable SqlType type(String column) {
    Column known = columns.get(column);
    return known == null ? null : known.type();
  }

  boolean isNotNull(String column) {
    Column known = columns.get(column);
    return known != null && known.notNull();
  }

  /** The columns of the primary key; none where it is not known. */
  List<String> primaryKey() {
    for (Constraint constraint : constraints.values()) {
      if (constraint.kind() == ConstraintSpec.Kind.PRIMARY_KEY) {
        return constraint.columns();
      }
    }
    return List.of();
  }

  /** The foreign keys of this table that use the column; all of them for null. */
  List<Constraint> foreignKeys(@Nullable String column) {
    List<Constraint> found = new ArrayList<>();
    for (Constraint constraint : constraints.values()) {
      if (constraint.isForeignKey() && (column == null || constraint.touches(column))) {
        found.add(constraint);
      }
    }
    return found;
  }

  /** Takes a column out, with the constraints and indexes that use it. */
  void dropColumn(String column) {
    columns.remove(column);
    constraints.values().removeIf(constraint -> constraint.touches(column));
    indexes.values().removeIf(index -> index.touches(column));
  }

  void renameColumn(String from, String to) {
    Map<String, Column> renamed = new LinkedHashMap<>();
    columns.forEach(
        (name, column) ->
            renamed.put(name.equals(from) ? to : name, name.equals(from) ? column.renamed(to) : column));
    columns.clear();
    columns.putAll(renamed);
    constraints.replaceAll(
        (name, c) ->
            new Constraint(
                c.name(), c.kind(), replaced(c.columns(), from, to), c.expression(),
                c.references(), c.referenced(), c.valid()));
    indexes.replaceAll(
        (name, i) ->
            new Index(
                i.name(), replaced(i.columns(), from, to), i.computed(), i.text(), i.unique()));
  }

  private static List<String> replaced(List<String> names, String from, String to) {
    return names.stream().map(name -> name.equals(from) ? to : name).toList();
  }

  /** A name that no constraint and no index of this table has, made as the server makes it. */
  String freeName(List<String> parts, String suffix) {
    String base = NameChoice.of(name.name(), parts, suffix);
    String free = base;
    for (int i = 1; constraints.containsKey(free) || indexes.containsKey(free); i++) {
      free = NameChoice.of(name.name(), parts, suffix + i);
    }
    return free;
  }
}
