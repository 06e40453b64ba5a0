package dev.dbpush.sql.render;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Grant;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Tables, with what their statement makes, and what they inherit from. */
final class TableRendering {
  private static final String KEYS_FIRST = "puxcnf";

  private final Context context;
  private final ColumnRendering columns;
  private final ConstraintRendering constraints;

  TableRendering(Context context, ColumnRendering columns, ConstraintRendering constraints) {
    this.context = context;
    this.columns = columns;
    this.constraints = constraints;
  }

  void create(Table table, List<SchemaObject> parts, List<Grant> initialGrants) {
    List<Column> tableColumns =
        parts.stream()
            .filter(Column.class::isInstance)
            .map(Column.class::cast)
            .sorted(Comparator.comparingInt(Column::position))
            .toList();
    List<Constraint> tableConstraints =
        parts.stream()
            .filter(Constraint.class::isInstance)
            .map(Constraint.class::cast)
            .sorted(
                Comparator.comparingInt((Constraint c) -> KEYS_FIRST.indexOf(c.type()))
                    .thenComparing(c -> c.id().name()))
            .toList();
    List<String> lines = new ArrayList<>();
    if (table.ofType() == null) {
      tableColumns.forEach(column -> lines.add(columns.definition(column, parts)));
    }
    tableConstraints.forEach(constraint -> lines.add(constraints.inTable(constraint)));
    context.out.statement(head(table, parts) + body(table, parts, lines) + tail(table));
    if (table.ofType() != null) {
      typedColumns(tableColumns, parts);
    }
    settings(table, tableConstraints);
    tableColumns.forEach(column -> columns.settings(column, table.ofType() != null));
    context.newTraits(table, initialGrants);
    tableColumns.forEach(columns::grants); // revoked privileges of the table are the columns' too
    tableConstraints.forEach(constraints::afterwards);
  }

  /** Columns of a typed table come from the type; what is their own is set afterwards. */
  private void typedColumns(List<Column> tableColumns, List<SchemaObject> parts) {
    for (Column column : tableColumns) {
      String target = context.names.target(column);
      String alter = "ALTER COLUMN " + Identifier.quote(column.id().name()) + " ";
      var value = ColumnRendering.value(column, parts);
      if (value != null) {
        context.out.action(
            target,
            Passes.ADD_CONSTRAINT,
            alter + "SET DEFAULT " + DefaultText.of(value.expression(), column.type()));
      }
      if (column.notNull()) {
        context.out.action(target, Passes.ADD_CONSTRAINT, alter + "SET NOT NULL");
      }
    }
  }

  private String head(Table table, List<SchemaObject> parts) {
    return (table.persistence().equals("u") ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ")
        + context.names.of(table.id())
        + (table.ofType() == null ? "" : " OF " + table.ofType());
  }

  private String body(Table table, List<SchemaObject> parts, List<String> lines) {
    List<Inheritance> parents =
        parts.stream()
            .filter(Inheritance.class::isInstance)
            .map(Inheritance.class::cast)
            .sorted(Comparator.comparingInt(Inheritance::position))
            .toList();
    String list = "(\n  " + String.join(",\n  ", lines) + "\n)";
    if (parents.isEmpty()) {
      return lines.isEmpty() ? (table.ofType() == null ? " ()" : "") : " " + list;
    }
    if (parents.get(0).bound() != null) {
      return " PARTITION OF "
          + context.names.of(parents.get(0).parent())
          + (lines.isEmpty() ? "" : " " + list)
          + " "
          + parents.get(0).bound();
    }
    return " "
        + (lines.isEmpty() ? "()" : list)
        + " INHERITS ("
        + String.join(", ", parents.stream().map(p -> context.names.of(p.parent())).toList())
        + ")";
  }

  private static String tail(Table table) {
    StringBuilder sql = new StringBuilder();
    if (table.partitionKey() != null) {
      sql.append(" PARTITION BY ").append(table.partitionKey());
    }
    if (!table.accessMethod().isEmpty()) {
      sql.append(" USING ").append(table.accessMethod());
    }
    if (!table.options().isEmpty()) {
      sql.append(" WITH (").append(OptionLists.list(table.options())).append(')');
    }
    if (!table.tablespace().isEmpty()) {
      sql.append(" TABLESPACE ").append(table.tablespace());
    }
    return sql.toString();
  }

  private void settings(Table table, List<Constraint> keys) {
    String target = "TABLE " + context.names.of(table.id());
    if (table.rowSecurity()) {
      context.out.action(target, Passes.MISC, "ENABLE ROW LEVEL SECURITY");
    }
    if (table.forceRowSecurity()) {
      context.out.action(target, Passes.MISC, "FORCE ROW LEVEL SECURITY");
    }
    if (!table.replicaIdentity().equals("DEFAULT")
        && (!table.replicaIdentity().startsWith("USING")
            || keys.stream().anyMatch(key -> identifies(table, key)))) {
      context.out.action(target, Passes.MISC, "REPLICA IDENTITY " + table.replicaIdentity());
    }
  }

  private static boolean identifies(Table table, Constraint key) {
    return table.replicaIdentity().equals("USING INDEX " + Identifier.quote(key.id().name()));
  }

  void alter(Table before, Table after) {
    String target = "TABLE " + context.names.of(after.id());
    if (!Objects.equals(before.ofType(), after.ofType())) {
      context.out.statement(
          "ALTER " + target + (after.ofType() == null ? " NOT OF" : " OF " + after.ofType()));
    }
    if (!before.persistence().equals(after.persistence())) {
      // whether foreign keys allow it is asked before the other actions of the same statement
      context.out.statement(
          "ALTER " + target + (after.persistence().equals("u") ? " SET UNLOGGED" : " SET LOGGED"));
    }
    if (!before.accessMethod().equals(after.accessMethod())) {
      action(
          target,
          "SET ACCESS METHOD " + (after.accessMethod().isEmpty() ? "heap" : after.accessMethod()));
    }
    if (!before.tablespace().equals(after.tablespace())) {
      action(
          target,
          "SET TABLESPACE " + (after.tablespace().isEmpty() ? "pg_default" : after.tablespace()));
    }
    options(before.options(), after.options(), target);
    if (!before.replicaIdentity().equals(after.replicaIdentity())) {
      replicaIdentity(before, after, target);
    }
    if (before.rowSecurity() != after.rowSecurity()) {
      action(target, (after.rowSecurity() ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY");
    }
    if (before.forceRowSecurity() != after.forceRowSecurity()) {
      action(target, (after.forceRowSecurity() ? "FORCE" : "NO FORCE") + " ROW LEVEL SECURITY");
    }
    context.traits(after, before.traits(), after.traits());
  }

  private void options(List<String> before, List<String> after, String target) {
    if (after.stream().anyMatch(o -> o.startsWith("toast.") && !before.contains(o))) {
      context.out.columnsFirst(); // one of them may bring the TOAST table about
    }
    OptionLists.change(before, after).forEach(sql -> action(target, sql));
  }

  private void replicaIdentity(Table before, Table after, String target) {
    String sql = "REPLICA IDENTITY " + after.replicaIdentity();
    if (before.replicaIdentity().startsWith("USING INDEX")) {
      context.out.statement("ALTER " + target + " " + sql); // it keeps columns NOT NULL until then
    } else {
      action(target, sql);
    }
  }

  private void action(String target, String sql) {
    context.out.action(target, Passes.MISC, sql);
  }

  void join(Inheritance inheritance) {
    String child = context.names.parent(inheritance.id());
    String parent = context.names.of(inheritance.parent());
    if (inheritance.bound() == null) {
      context.out.statement("ALTER TABLE " + child + " INHERIT " + parent);
    } else {
      context.out.statement(
          "ALTER TABLE " + parent + " ATTACH PARTITION " + child + " " + inheritance.bound());
    }
  }

  void leave(Inheritance inheritance) {
    String child = context.names.parent(inheritance.id());
    String parent = context.names.of(inheritance.parent());
    if (inheritance.bound() == null) {
      context.out.statement("ALTER TABLE " + child + " NO INHERIT " + parent);
    } else {
      context.out.statement("ALTER TABLE " + parent + " DETACH PARTITION " + child);
    }
  }

  void addColumn(Column column, Change.Create create) {
    context.out.action(
        context.names.target(column),
        Passes.ADD_COLUMN,
        (create.options().ifMissing() ? "ADD COLUMN IF NOT EXISTS " : "ADD COLUMN ")
            + columns.definition(column, create.parts()));
    columns.afterwards(column);
  }
}
