package dev.dbpush.sql.hazard;

import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.alter.ConstraintSpec.Flag;
import dev.dbpush.sql.hazard.KnownTable.Constraint;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What constraints cost, added, verified and dropped. */
final class ConstraintRules {
  private final Context context;
  private final Findings findings;

  ConstraintRules(Context context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  /** {@code ALTER TABLE … ADD constraint}. */
  void add(KnownTable table, ConstraintSpec spec) {
    String what = what(table, spec.name() == null ? list(spec) : spec.name());
    if (spec.name() == null) {
      findings.hazard(HazardRule.UNNAMED_CONSTRAINT, what);
    }
    if (context.server().canBeAtLeast(18) && spec.kind() != ConstraintSpec.Kind.FOREIGN_KEY) {
      // before, only what a constraint is inherited by was locked
      findings.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
    }
    boolean checked = !spec.has(Flag.NOT_VALID) && !spec.has(Flag.NOT_ENFORCED);
    switch (spec.kind()) {
      case FOREIGN_KEY -> addForeignKey(table, spec, checked, what);
      case CHECK -> {
        boolean alone = spec.has(Flag.NO_INHERIT);
        lock(table, alone);
        if (checked) {
          scan(table, alone);
          findings.hazard(HazardRule.CHECK_SCAN, table, what);
        }
      }
      case NOT_NULL -> {
        findings.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        if (checked) {
          for (String column : spec.columns()) {
            setNotNull(table, column, Set.of());
          }
        }
      }
      case EXCLUDE -> {
        findings.lockPartitions(table, LockMode.ACCESS_EXCLUSIVE);
        scan(table, table.kind != KnownTable.Kind.PARTITIONED);
        findings.hazard(HazardRule.EXCLUSION_BUILD, table, what);
      }
      case UNIQUE, PRIMARY_KEY -> addKey(table, spec, what);
    }
    String name = remember(table, spec, checked);
    if (spec.has(Flag.NOT_VALID)) {
      context.transaction.notValid.add(table.name + "." + name);
    }
  }

  private void lock(KnownTable table, boolean alone) {
    if (alone) {
      findings.lock(table, LockMode.ACCESS_EXCLUSIVE);
    } else {
      findings.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
    }
  }

  private void scan(KnownTable table, boolean alone) {
    if (alone) {
      findings.scan(table);
    } else {
      scanTree(table);
    }
  }

  private void addKey(KnownTable table, ConstraintSpec spec, String what) {
    boolean primary = spec.kind() == ConstraintSpec.Kind.PRIMARY_KEY;
    if (primary) {
      // the columns become NOT NULL in children, too
      findings.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
    } else {
      findings.lockPartitions(table, LockMode.SHARE);
      findings.lock(table, LockMode.ACCESS_EXCLUSIVE);
    }
    KnownTable.Index index = table.indexes.get(spec.usingIndex());
    if (spec.usingIndex() == null) {
      scan(table, !primary && table.kind != KnownTable.Kind.PARTITIONED);
      findings.hazard(
          primary ? HazardRule.PRIMARY_KEY_BUILD : HazardRule.UNIQUE_BUILD, table, what);
    } else if (primary && index != null) {
      for (String column : index.columns()) {
        setNotNull(table, column, Set.of());
      }
    }
  }

  private void addForeignKey(
      KnownTable table, ConstraintSpec spec, boolean checked, String what) {
    findings.lockTree(table, LockMode.SHARE_ROW_EXCLUSIVE);
    lockPeer(spec.references());
    if (checked) {
      scanTree(table);
      findings.hazard(HazardRule.FOREIGN_KEY_SCAN, table, what);
    }
    noteUnindexed(table, spec, what);
  }

  /** Notes a foreign key whose columns no known index leads with. */
  void noteUnindexed(KnownTable table, ConstraintSpec spec, String what) {
    boolean indexed =
        table.indexes.values().stream()
            .anyMatch(
                index ->
                    index.columns().size() >= spec.columns().size()
                        && index.columns().subList(0, spec.columns().size()).containsAll(spec.columns()));
    if (table.complete && !table.fresh && !indexed) {
      findings.hazard(HazardRule.FOREIGN_KEY_UNINDEXED, what);
    }
  }

  /** The lock that a new foreign key takes on the table that it refers to. */
  void lockPeer(@Nullable QualifiedName references) {
    if (references != null) {
      findings.lockTree(context.schema.get(references), LockMode.SHARE_ROW_EXCLUSIVE);
    }
  }

  /** Takes a constraint into the known table, with the index and the NOT NULL that come with it. */
  String remember(KnownTable table, ConstraintSpec spec, boolean valid) {
    List<String> columns = spec.columns();
    KnownTable.Index used = table.indexes.get(spec.usingIndex());
    if (used != null) {
      columns = used.columns();
      table.indexes.remove(used.name());
    }
    String name = spec.name() != null ? spec.name() : chosenName(table, spec, columns);
    QualifiedName references =
        spec.references() == null ? null : context.schema.resolve(spec.references());
    if (references != null) {
      context.schema.tie(table, references);
    }
    table.constraints.put(
        name,
        new Constraint(
            name, spec.kind(), columns, spec.expression(), references, referenced(spec), valid));
    switch (spec.kind()) {
      case PRIMARY_KEY, UNIQUE, EXCLUDE ->
          table.indexes.put(
              name,
              new KnownTable.Index(
                  name, columns, false, spec.expression() == null ? "" : spec.expression(), true));
      default -> {
        // no index comes with it
      }
    }
    if (spec.kind() == ConstraintSpec.Kind.PRIMARY_KEY
        || spec.kind() == ConstraintSpec.Kind.NOT_NULL) {
      for (String column : columns) {
        table.columns.computeIfPresent(column, (n, c) -> c.withNotNull(true));
      }
    }
    return name;
  }

  private List<String> referenced(ConstraintSpec spec) {
    if (spec.references() == null || !spec.referencedColumns().isEmpty()) {
      return spec.referencedColumns();
    }
    return context.schema.get(spec.references()).primaryKey();
  }

  private static String chosenName(KnownTable table, ConstraintSpec spec, List<String> columns) {
    return switch (spec.kind()) {
      case PRIMARY_KEY -> table.freeName(List.of(), "pkey");
      case UNIQUE -> table.freeName(columns, "key");
      case FOREIGN_KEY -> table.freeName(columns, "fkey");
      case CHECK -> table.freeName(checkedColumns(table, spec), "check");
      case EXCLUDE -> table.freeName(columns, "excl");
      case NOT_NULL -> table.freeName(columns, "not_null");
    };
  }

  /** The server puts the column into the name of a check that uses exactly one. */
  private static List<String> checkedColumns(KnownTable table, ConstraintSpec spec) {
    if (!spec.columns().isEmpty()) {
      return spec.columns();
    }
    List<String> used =
        table.columns.keySet().stream().filter(c -> Tokens.mentions(spec.expression(), c)).toList();
    return used.size() == 1 ? used : List.of();
  }

  /** {@code SET NOT NULL}, which reads the table unless something proves that there are no nulls. */
  void setNotNull(KnownTable table, String column, Set<String> droppedHere) {
    boolean proofCounts = context.server().major() == 0 || context.server().isAtLeast(12);
    boolean proven =
        proofCounts
            && (table.unseenValidated
                || table.constraints.values().stream()
                    .anyMatch(
                        c ->
                            c.valid()
                                && !droppedHere.contains(c.name())
                                && provesNotNull(c, column)));
    if (!table.isNotNull(column) && !proven) {
      scanTree(table);
      findings.hazard(HazardRule.SET_NOT_NULL_SCAN, table, what(table, column));
    }
    table.columns.computeIfPresent(column, (n, c) -> c.withNotNull(true));
  }

  private static boolean provesNotNull(Constraint constraint, String column) {
    if (constraint.kind() != ConstraintSpec.Kind.CHECK || constraint.expression() == null) {
      return false;
    }
    TokenCursor cursor = Tokens.cursor(constraint.expression());
    if (cursor.contains("or") || cursor.contains("case")) {
      return false;
    }
    while (!cursor.atEnd()) {
      int at = cursor.index();
      if (column.equals(cursor.acceptIdentifier()) && cursor.accept("is", "not", "null")) {
        return true;
      }
      cursor.moveTo(at + 1);
    }
    return false;
  }

  /** {@code VALIDATE CONSTRAINT}. */
  void validate(KnownTable table, String name) {
    Constraint known = table.constraints.get(name);
    findings.lockTree(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
    if (known != null && known.references() != null) {
      findings.lock(context.schema.get(known.references()), LockMode.ROW_SHARE);
    }
    if (known == null || !known.valid()) {
      scanTree(table);
      LockMode held =
          context.transaction.held.getOrDefault(
              context.schema.shown(table.name), LockMode.NONE);
      if (context.transaction.notValid.contains(table.name + "." + name)
          || held.blocksWrites()) {
        findings.hazard(HazardRule.VALIDATE_SAME_TRANSACTION, table, what(table, name));
      }
    }
    if (known == null) {
      table.unseenValidated = true;
    } else {
      table.constraints.put(name, known.validated());
    }
  }

  /** {@code DROP CONSTRAINT}. */
  void drop(KnownTable table, String name, boolean cascade) {
    Constraint known = table.constraints.get(name);
    findings.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
    if (known != null && known.references() != null) {
      findings.lockTree(context.schema.get(known.references()), LockMode.ACCESS_EXCLUSIVE);
      findings.hazard(HazardRule.DROP_FOREIGN_KEY, table, what(table, name));
    } else {
      findings.hazard(HazardRule.DROP_CONSTRAINT, table, what(table, name));
    }
    boolean key = known == null || table.indexes.containsKey(name);
    if (cascade && key) {
      for (KnownTable other : context.schema.referencing(table)) {
        findings.lockTree(other, LockMode.ACCESS_EXCLUSIVE);
        other.constraints.values().removeIf(c -> table.name.equals(c.references()));
      }
    }
    table.constraints.remove(name);
    table.indexes.remove(name);
  }

  void scanTree(KnownTable table) {
    findings.scan(table);
    context.schema.descendants(table).forEach(findings::scan);
  }

  void rewriteTree(KnownTable table) {
    findings.rewrite(table);
    context.schema.descendants(table).forEach(findings::rewrite);
  }

  private String what(KnownTable table, String part) {
    return findings.show(table) + "." + part;
  }

  private static String list(ConstraintSpec spec) {
    return "(" + String.join(", ", spec.columns()) + ")";
  }
}
