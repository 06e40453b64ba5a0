package dev.dbpush.sql.hazard;

import dev.dbpush.sql.alter.AlterAction;
import dev.dbpush.sql.alter.AlterAction.Flag;
import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What partitions cost, attached, detached and created. */
final class PartitionRules {
  private final Context context;
  private final Findings findings;

  PartitionRules(Context context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  void attach(KnownTable parent, QualifiedName name, AlterAction action) {
    KnownTable partition = context.schema.get(name);
    findings.lockTree(partition, LockMode.ACCESS_EXCLUSIVE);
    String bound = action.expression() == null ? "" : action.expression();
    boolean implied =
        partition.constraints.values().stream()
            .anyMatch(c -> c.kind() == ConstraintSpec.Kind.CHECK && saysBound(c, parent, bound));
    boolean scanned = lockDefault(parent);
    if ((!implied || lacksIndex(partition, parent)) && !partition.fresh) {
      findings.scan(partition);
      scanned = true;
    }
    if (scanned) {
      findings.hazard(HazardRule.ATTACH_PARTITION_SCAN, findings.show(partition));
    }
    partition.parents.add(parent.name);
    context.schema.tie(partition, parent.name);
    partition.defaultPartition = bound.toLowerCase(Locale.ROOT).startsWith("default");
  }

  /** Whether a valid check speaks of the parent's key and of every constant of the bound. */
  private static boolean saysBound(KnownTable.Constraint check, KnownTable parent, String bound) {
    if (!check.valid() || check.expression() == null) {
      return false;
    }
    List<String> constants = constants(bound);
    List<String> names = new ArrayList<>();
    for (String element : Tokens.elements(Tokens.cursor(parent.partitionKey))) {
      String column = Tokens.cursor(element).acceptIdentifier();
      names.add(column == null ? element : column);
    }
    return !names.isEmpty()
        && !constants.isEmpty()
        && names.stream().allMatch(name -> Tokens.mentions(check.expression(), name))
        && constants(check.expression()).containsAll(constants);
  }

  /** Whether the partition has to build an index that its parent has. */
  private static boolean lacksIndex(KnownTable partition, KnownTable parent) {
    return parent.indexes.values().stream()
        .anyMatch(
            index ->
                partition.indexes.values().stream()
                    .noneMatch(own -> own.columns().equals(index.columns())));
  }

  private static List<String> constants(String text) {
    List<String> constants = new ArrayList<>();
    for (Token token : Tokens.statement(text).tokens()) {
      if (token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.NUMBER) {
        constants.add(token.in(text).replace("'", ""));
      }
    }
    return constants;
  }

  /** Locks and scans the DEFAULT partition; false if there is none that others use. */
  private boolean lockDefault(KnownTable parent) {
    KnownTable other = context.schema.defaultPartition(parent);
    if (other == null || other.fresh) {
      return false;
    }
    findings.lockTree(other, LockMode.ACCESS_EXCLUSIVE);
    findings.scan(other);
    return true;
  }

  void detach(KnownTable parent, QualifiedName name, AlterAction action) {
    KnownTable partition = context.schema.get(name);
    findings.lockTree(partition, LockMode.ACCESS_EXCLUSIVE);
    if (!action.has(Flag.CONCURRENTLY) && !action.has(Flag.FINALIZE)) {
      KnownTable other = context.schema.defaultPartition(parent);
      if (other != null) {
        findings.lock(other, LockMode.ACCESS_EXCLUSIVE);
      }
      findings.hazard(HazardRule.DETACH_PARTITION, parent, findings.show(partition));
    }
    partition.parents.remove(parent.name);
    partition.defaultPartition = false;
  }

  /** {@code CREATE TABLE … PARTITION OF parent}. */
  void create(KnownTable partition, KnownTable parent) {
    findings.lock(parent, LockMode.ACCESS_EXCLUSIVE);
    lockDefault(parent);
    findings.hazard(HazardRule.PARTITION_CREATED, parent, findings.show(partition));
    partition.parents.add(parent.name);
    context.schema.tie(partition, parent.name);
    partition.columns.putAll(parent.columns);
    partition.constraints.putAll(parent.constraints);
    for (KnownTable.Constraint key : parent.foreignKeys(null)) {
      if (key.references() != null) {
        context.schema.tie(partition, key.references());
      }
    }
  }
}
