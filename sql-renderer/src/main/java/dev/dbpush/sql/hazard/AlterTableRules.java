package dev.dbpush.sql.hazard;

import dev.dbpush.sql.alter.AlterAction;
import dev.dbpush.sql.alter.AlterAction.Flag;
import dev.dbpush.sql.alter.AlterKind;
import dev.dbpush.sql.alter.AlterTable;
import dev.dbpush.sql.hazard.ObjectChange.Action;
import dev.dbpush.sql.syntax.QualifiedName;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What ALTER TABLE costs. PostgreSQL documentation, reference page ALTER TABLE. */
final class AlterTableRules {
  private static final Set<String> STRONG_OPTIONS =
      Set.of("user_catalog_table", "security_barrier", "security_invoker", "check_option");

  private final Context context;
  private final Findings findings;
  private final ColumnRules columns;
  private final ConstraintRules constraints;
  private final PartitionRules partitions;

  AlterTableRules(Context context, Findings findings) {
    this.context = context;
    this.findings = findings;
    this.columns = new ColumnRules(context, findings);
    this.constraints = new ConstraintRules(context, findings);
    this.partitions = new PartitionRules(context, findings);
  }

  void check(AlterTable statement) {
    KnownTable table = context.schema.find(statement.name());
    if (table == null) {
      KnownTable owner = context.schema.tableOfIndex(statement.name());
      if (owner != null) {
        index(statement, owner);
        return;
      }
      if (statement.ifExists() && context.schema.isWholeKnown()) {
        return;
      }
      table = context.schema.get(statement.name());
    }
    if (statement.name().schema() == null && !table.temporary) {
      findings.hazard(HazardRule.UNQUALIFIED_TABLE, findings.show(table));
    }
    Set<String> dropped = new HashSet<>();
    for (AlterAction action : statement.actions()) {
      if (action.kind() == AlterKind.DROP_CONSTRAINT && action.name() != null) {
        dropped.add(action.name());
      }
    }
    for (AlterAction action : statement.actions()) {
      LockMode mode = LockModes.of(action, table, STRONG_OPTIONS);
      if (statement.only() || !recurses(action, table, context.server())) {
        findings.lock(table, mode);
      } else {
        findings.lockTree(table, mode);
      }
      action(table, action, dropped);
    }
    findings.change(Action.CHANGE, "table", statement.name());
  }

  /** {@code ALTER TABLE index …}, which the grammar takes. */
  private void index(AlterTable statement, KnownTable owner) {
    AlterAction first = statement.actions().get(0);
    if (first.kind() == AlterKind.RENAME_TABLE && first.newName() != null) {
      IndexRules.rename(owner, statement.name().name(), first.newName());
    }
    findings.change(Action.CHANGE, "index", statement.name());
  }

  /** Whether the action goes on to partitions and children with the same lock. */
  private static boolean recurses(
      AlterAction action, KnownTable table, ServerVersion server) {
    return switch (action.kind()) {
      case ENABLE_TRIGGER, DISABLE_TRIGGER ->
          table.kind == KnownTable.Kind.PARTITIONED
              && table.attached.keySet().stream().anyMatch(key -> key.startsWith("trigger "));
      case ADD_CONSTRAINT -> false;
      case DROP_NOT_NULL ->
          // 18 looks first whether there is one
          !server.isAtLeast(18)
              || !table.complete
              || table.isNotNull(Objects.requireNonNullElse(action.column(), ""));
      case SET_COLUMN_OPTIONS, RESET_COLUMN_OPTIONS, SET_COMPRESSION, OWNER_TO, SET_SCHEMA,
          RENAME_TABLE, SET_OPTIONS, RESET_OPTIONS, ATTACH_PARTITION, DETACH_PARTITION, INHERIT,
          NO_INHERIT, CLUSTER_ON, SET_WITHOUT_CLUSTER, REPLICA_IDENTITY, SET_TABLESPACE,
          SET_LOGGED, SET_UNLOGGED, SET_ACCESS_METHOD, ENABLE_ROW_SECURITY, DISABLE_ROW_SECURITY,
          FORCE_ROW_SECURITY, NO_FORCE_ROW_SECURITY, ENABLE_RULE, DISABLE_RULE ->
          false;
      default -> true;
    };
  }

  private void action(KnownTable table, AlterAction action, Set<String> dropped) {
    String column = Objects.requireNonNullElse(action.column(), "");
    String what = findings.show(table) + (column.isEmpty() ? "" : "." + column);
    switch (action.kind()) {
      case ADD_COLUMN -> addColumn(table, action);
      case DROP_COLUMN -> {
        if (!isAbsent(table, action)) {
          columns.drop(table, column, action.has(Flag.CASCADE));
          cascade(action, what);
          findings.change(Action.DROP, "column", what);
        }
      }
      case ALTER_TYPE -> columns.changeType(table, action, column);
      case SET_DEFAULT, DROP_DEFAULT ->
          findings.hazard(HazardRule.CHANGE_DEFAULT, table, what);
      case SET_NOT_NULL -> constraints.setNotNull(table, column, dropped);
      case DROP_NOT_NULL -> {
        findings.hazard(HazardRule.DROP_NOT_NULL, table, what);
        table.columns.computeIfPresent(column, (n, c) -> c.withNotNull(false));
      }
      case SET_EXPRESSION -> {
        constraints.rewriteTree(table);
        findings.hazard(HazardRule.EXPRESSION_CHANGE, table, what);
      }
      case ADD_IDENTITY -> {
        if (!Tokens.cursor(action.text()).contains("start")) {
          findings.hazard(HazardRule.IDENTITY_START, table, what);
        }
      }
      case ADD_CONSTRAINT -> {
        if (action.constraint() != null) {
          constraints.add(table, action.constraint());
        }
      }
      case VALIDATE_CONSTRAINT -> constraints.validate(table, name(action));
      case DROP_CONSTRAINT -> {
        constraints.drop(table, name(action), action.has(Flag.CASCADE));
        cascade(action, what + "." + name(action));
      }
      default -> other(table, action, what);
    }
  }

  private void addColumn(KnownTable table, AlterAction action) {
    if (action.definition() == null) {
      return;
    }
    String column = action.definition().name();
    if (action.has(Flag.IF_NOT_EXISTS) && table.columns.containsKey(column)) {
      return;
    }
    if (table.columns.containsKey(column)) {
      findings.hazard(HazardRule.DUPLICATE_COLUMN, findings.show(table) + "." + column);
    }
    columns.add(table, action.definition());
    findings.change(Action.ADD, "column", findings.show(table) + "." + column);
  }

  private static boolean isAbsent(KnownTable table, AlterAction action) {
    return action.has(Flag.IF_EXISTS)
        && table.complete
        && !table.columns.containsKey(Objects.requireNonNullElse(action.column(), ""));
  }

  private void cascade(AlterAction action, String what) {
    if (action.has(Flag.CASCADE)) {
      findings.hazard(HazardRule.CASCADE, what);
    }
  }

  private void other(KnownTable table, AlterAction action, String what) {
    switch (action.kind()) {
      case RENAME_COLUMN -> {
        String column = Objects.requireNonNullElse(action.column(), "");
        findings.hazard(HazardRule.RENAME_COLUMN, table, what + " to " + newName(action));
        table.renameColumn(column, newName(action));
        context.schema.descendants(table).forEach(t -> t.renameColumn(column, newName(action)));
      }
      case RENAME_CONSTRAINT -> renameConstraint(table, name(action), newName(action));
      case RENAME_TABLE -> {
        findings.hazard(HazardRule.RENAME_TABLE, table, what + " to " + newName(action));
        context.schema.rename(table, new QualifiedName(table.name.schema(), newName(action)));
      }
      case SET_SCHEMA -> {
        findings.hazard(HazardRule.MOVE_SCHEMA, table, what + " to " + name(action));
        context.schema.rename(table, QualifiedName.of(name(action), table.name.name()));
      }
      case ATTACH_PARTITION -> partitions.attach(table, required(action.other()), action);
      case DETACH_PARTITION -> partitions.detach(table, required(action.other()), action);
      case INHERIT -> {
        KnownTable parent = context.schema.get(required(action.other()));
        findings.lock(parent, LockMode.SHARE_UPDATE_EXCLUSIVE);
        table.parents.add(parent.name);
        context.schema.tie(table, parent.name);
      }
      case NO_INHERIT -> table.parents.remove(context.schema.resolve(required(action.other())));
      default -> setting(table, action.kind(), what);
    }
  }

  private void setting(KnownTable table, AlterKind kind, String what) {
    switch (kind) {
      case SET_LOGGED -> {
        if (!table.complete || table.unlogged) {
          findings.rewrite(table);
          findings.hazard(HazardRule.SET_LOGGED, table, what);
        }
        table.unlogged = false;
      }
      case SET_UNLOGGED -> {
        if (!table.unlogged) {
          findings.rewrite(table);
          findings.hazard(HazardRule.SET_UNLOGGED, what);
        }
        table.unlogged = true;
      }
      case SET_TABLESPACE -> {
        findings.rewrite(table);
        findings.hazard(HazardRule.MOVE_TABLESPACE, table, what);
      }
      case SET_ACCESS_METHOD -> {
        findings.rewrite(table);
        findings.hazard(HazardRule.ACCESS_METHOD, table, what);
      }
      case ENABLE_ROW_SECURITY, DISABLE_ROW_SECURITY, FORCE_ROW_SECURITY,
          NO_FORCE_ROW_SECURITY -> {
        if (kind != AlterKind.ENABLE_ROW_SECURITY || table.policies == 0) {
          findings.hazard(HazardRule.ROW_SECURITY, table, what);
        }
      }
      case DISABLE_TRIGGER -> findings.hazard(HazardRule.DISABLE_TRIGGER, table, what);
      case ENABLE_RULE, DISABLE_RULE -> findings.hazard(HazardRule.CHANGE_RULE, table, what);
      case OWNER_TO -> findings.hazard(HazardRule.CHANGE_OWNER, table, what);
      case REPLICA_IDENTITY -> findings.hazard(HazardRule.REPLICA_IDENTITY, table, what);
      default -> {
        // the lock is all that it costs
      }
    }
  }

  private static void renameConstraint(KnownTable table, String from, String to) {
    KnownTable.Constraint known = table.constraints.remove(from);
    if (known != null) {
      table.constraints.put(to, known.renamed(to));
    }
    IndexRules.rename(table, from, to);
  }

  private static String name(AlterAction action) {
    return Objects.requireNonNullElse(action.name(), "");
  }

  private static String newName(AlterAction action) {
    return Objects.requireNonNullElse(action.newName(), "");
  }

  private static QualifiedName required(@Nullable QualifiedName name) {
    return Objects.requireNonNull(name);
  }
}
