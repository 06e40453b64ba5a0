package dev.dbpush.sql.hazard;

import dev.dbpush.sql.alter.AlterAction;
import dev.dbpush.sql.alter.ColumnSpec;
import dev.dbpush.sql.alter.ColumnSpec.Generation;
import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.alter.ConstraintSpec.Kind;
import dev.dbpush.sql.hazard.KnownTable.Column;
import dev.dbpush.sql.syntax.QualifiedName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What columns cost, added, changed and dropped. */
final class ColumnRules {
  private final Context context;
  private final Findings findings;
  private final ConstraintRules constraints;

  ColumnRules(Context context, Findings findings) {
    this.context = context;
    this.findings = findings;
    this.constraints = new ConstraintRules(context, findings);
  }

  /** A column of a CREATE TABLE. */
  void create(KnownTable table, ColumnSpec spec) {
    SqlType type = SqlType.of(spec.type());
    ColumnStyle.check(spec.name(), type, findings);
    remember(table, spec, type);
    for (ConstraintSpec constraint : spec.constraints()) {
      if (constraint.kind() != Kind.NOT_NULL) {
        constraints.lockPeer(constraint.references());
        constraints.remember(table, constraint, true);
      }
    }
  }

  /** {@code ADD COLUMN}. */
  void add(KnownTable table, ColumnSpec spec) {
    SqlType type = SqlType.of(spec.type());
    String what = what(table, spec.name());
    ColumnStyle.check(spec.name(), type, findings);
    boolean hasDefault = hasDefault(spec);
    KnownSchema.KnownDomain domain = context.schema.domain(type);
    HazardRule rewriting = null;
    if (spec.generation() == Generation.SERIAL
        || spec.generation() == Generation.IDENTITY
        || type.isSerial()) {
      rewriting = HazardRule.SERIAL_COLUMN_ADDED;
    } else if (spec.generation() == Generation.STORED) {
      rewriting = HazardRule.STORED_COLUMN_ADDED;
    } else if (domain != null && domain.constrained()) {
      rewriting = HazardRule.DOMAIN_COLUMN_ADDED;
    } else if (hasDefault && (defaultsRewrite() || context.isVolatile(spec.defaultExpression()))) {
      rewriting = HazardRule.VOLATILE_DEFAULT;
    }
    if (rewriting != null) {
      constraints.rewriteTree(table);
      findings.hazard(rewriting, table, what);
    }
    boolean given = hasDefault || spec.generation() != Generation.NONE || type.isSerial();
    if (spec.notNull() && !given) {
      constraints.scanTree(table);
      findings.hazard(HazardRule.REQUIRED_COLUMN_ADDED, table, what);
    } else if (spec.notNull()
        && (spec.generation() == Generation.VIRTUAL || spec.generation() == Generation.UNSAID)) {
      constraints.scanTree(table);
      findings.hazard(HazardRule.SET_NOT_NULL_SCAN, table, what);
    }
    remember(table, spec, type);
    for (ConstraintSpec constraint : spec.constraints()) {
      addInline(table, constraint, what, given);
    }
  }

  /** Whether even a constant default is written into each row, as before version 11. */
  private boolean defaultsRewrite() {
    return context.server().major() > 0 && !context.server().isAtLeast(11);
  }

  private void addInline(KnownTable table, ConstraintSpec constraint, String what, boolean filled) {
    switch (constraint.kind()) {
      case CHECK -> {
        if (!constraint.has(ConstraintSpec.Flag.NOT_ENFORCED)) {
          constraints.scanTree(table);
          findings.hazard(HazardRule.CHECK_SCAN, table, what);
        }
      }
      case FOREIGN_KEY -> {
        constraints.lockPeer(constraint.references());
        if (filled) {
          constraints.scanTree(table);
          findings.hazard(HazardRule.FOREIGN_KEY_SCAN, table, what);
        } else {
          findings.hazard(HazardRule.FOREIGN_KEY_PEER, table, what);
        }
        constraints.noteUnindexed(table, constraint, what);
      }
      case UNIQUE, PRIMARY_KEY -> {
        constraints.scanTree(table);
        findings.hazard(
            constraint.kind() == Kind.UNIQUE
                ? HazardRule.UNIQUE_BUILD
                : HazardRule.PRIMARY_KEY_BUILD,
            table,
            what);
      }
      default -> {
        // NOT NULL belongs to the column
        return;
      }
    }
    constraints.remember(table, constraint, true);
  }

  private static boolean hasDefault(ColumnSpec spec) {
    String expression = spec.defaultExpression();
    return expression != null && !expression.toLowerCase(Locale.ROOT).startsWith("null");
  }

  private void remember(KnownTable table, ColumnSpec spec, SqlType type) {
    boolean sequence =
        spec.generation() == Generation.SERIAL
            || spec.generation() == Generation.IDENTITY
            || type.isSerial();
    Column column =
        new Column(
            spec.name(),
            type.stored(),
            spec.notNull() || type.isSerial(),
            sequence,
            spec.generationExpression());
    table.columns.put(spec.name(), column);
    for (KnownTable child : context.schema.descendants(table)) {
      child.columns.put(spec.name(), column);
    }
  }

  /** {@code ALTER COLUMN … TYPE}. */
  void changeType(KnownTable table, AlterAction action, String column) {
    String what = what(table, column);
    SqlType to = SqlType.of(action.type() == null ? "" : action.type());
    SqlType from = table.type(column);
    ColumnStyle.check(column, to, findings);
    KnownSchema.KnownDomain toDomain = context.schema.domain(to);
    TypeChange change =
        TypeChange.of(
            base(from), toDomain == null ? to : toDomain.over(), isConstrained(toDomain));
    boolean plain = TypeChange.isPlainUsing(action.expression(), column, to);
    boolean collates =
        action.type() != null && Tokens.cursor(action.type()).contains("collate");
    String types = (from == null ? "" : " from " + from) + " to " + to;
    lockPeers(table, column, LockMode.ACCESS_EXCLUSIVE);
    if (change.rewrite() || !plain) {
      constraints.rewriteTree(table);
      context.schema.referencing(table, column).forEach(constraints::scanTree);
      findings.hazard(HazardRule.REWRITE_TYPE, table, what + types);
    } else if (touchesComputed(table, column)
        || (isIndexed(table, column) && (collates || reindexes(from, to)))) {
      constraints.scanTree(table);
      findings.hazard(HazardRule.TYPE_SCAN, table, what);
    }
    findings.hazard(HazardRule.CHANGE_TYPE, table, what + types);
    findings.hazard(HazardRule.LOST_STATISTICS, table, what);
    if (change.narrows()) {
      findings.hazard(HazardRule.NARROW_TYPE, table, what + types);
    }
    if (change.zone() && plain && from != null) {
      findings.hazard(HazardRule.ZONE_CONVERSION, table, what + types);
    }
    table.columns.computeIfPresent(column, (n, c) -> c.withType(to));
    context.schema.descendants(table).forEach(
        child -> child.columns.computeIfPresent(column, (n, c) -> c.withType(to)));
  }

  private @Nullable SqlType base(@Nullable SqlType type) {
    KnownSchema.KnownDomain domain = type == null ? null : context.schema.domain(type);
    return domain == null ? type : domain.over();
  }

  private static boolean isConstrained(KnownSchema.@Nullable KnownDomain domain) {
    return domain != null && domain.constrained();
  }

  /** Whether the rows stay but the order of the values is another one. */
  private static boolean reindexes(@Nullable SqlType from, SqlType to) {
    return from != null
        && !from.base().equals(to.base())
        && (to.is("oid") || to.is("timestamptz") || to.is("timestamp") || to.is("int4"));
  }

  private static boolean isIndexed(KnownTable table, String column) {
    return !table.complete || table.indexes.values().stream().anyMatch(i -> i.touches(column));
  }

  /** Whether a check or an index computes something of the column. */
  private static boolean touchesComputed(KnownTable table, String column) {
    return table.constraints.values().stream()
            .anyMatch(c -> c.kind() == Kind.CHECK && c.valid() && c.touches(column))
        || table.indexes.values().stream()
            .anyMatch(i -> i.computed() && Tokens.mentions(i.text(), column));
  }

  /** Locks the tables that are tied to this one by a foreign key on the column. */
  private void lockPeers(KnownTable table, String column, LockMode mode) {
    for (KnownTable.Constraint key : table.foreignKeys(column)) {
      QualifiedName references = key.references();
      if (references != null) {
        findings.lockTree(context.schema.get(references), mode);
      }
    }
    context.schema.referencing(table, column).forEach(other -> findings.lockTree(other, mode));
  }

  /** {@code DROP COLUMN}. */
  void drop(KnownTable table, String column, boolean cascade) {
    findings.hazard(HazardRule.DROP_COLUMN, table, what(table, column));
    for (KnownTable.Constraint key : table.foreignKeys(column)) {
      if (key.references() != null) {
        findings.lockTree(context.schema.get(key.references()), LockMode.ACCESS_EXCLUSIVE);
      }
    }
    if (cascade) {
      for (KnownTable other : context.schema.referencing(table, column)) {
        findings.lockTree(other, LockMode.ACCESS_EXCLUSIVE);
        other.constraints.values().removeIf(c -> c.refersTo(table, column));
      }
      dropViews(table, column);
    }
    table.dropColumn(column);
    context.schema.descendants(table).forEach(child -> child.dropColumn(column));
  }

  /** The views that use the column, or take all there are. */
  private void dropViews(KnownTable table, String column) {
    for (KnownTable view : context.schema.viewsOn(table)) {
      boolean uses = Tokens.mentions(view.query, column) || view.query.contains("*");
      boolean direct = view.readsFrom.contains(table.name);
      if (uses && direct && context.schema.find(view.name) == view) {
        for (KnownTable other : context.schema.viewsOn(view)) {
          findings.lock(other, LockMode.ACCESS_EXCLUSIVE);
          context.schema.drop(other);
        }
        findings.lock(view, LockMode.ACCESS_EXCLUSIVE);
        context.schema.drop(view);
      }
    }
  }

  private String what(KnownTable table, String column) {
    return findings.show(table) + "." + column;
  }
}
