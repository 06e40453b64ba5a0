package dev.dbpush.sql.hazard;

import dev.dbpush.sql.alter.AlterAction;
import dev.dbpush.sql.alter.AlterAction.Flag;
import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.syntax.QualifiedName;
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
    boolean implied =
        partition.constraints.values().stream()
            .anyMatch(c -> c.kind() == ConstraintSpec.Kind.CHECK && c.valid());
    boolean scanned = lockDefault(parent);
    if (!implied && !partition.fresh) {
      findings.scan(partition);
      scanned = true;
    }
    if (scanned) {
      findings.hazard(HazardRule.ATTACH_PARTITION_SCAN, findings.show(partition));
    }
    partition.parents.add(parent.name);
    String bound = action.expression() == null ? "" : action.expression();
    partition.defaultPartition = bound.toLowerCase(Locale.ROOT).startsWith("default");
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
    partition.columns.putAll(parent.columns);
    partition.constraints.putAll(parent.constraints);
  }
}
