package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.QualifiedName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects what one statement costs. Not thread-safe. */
final class Findings {
  private final KnownSchema schema;
  private final Map<QualifiedName, LockMode> locks = new LinkedHashMap<>();
  private final Set<String> rewrites = new TreeSet<>();
  private final Set<String> scans = new TreeSet<>();
  private final Set<Hazard> hazards = new LinkedHashSet<>();
  private final List<ObjectChange> changes = new ArrayList<>();

  Findings(KnownSchema schema) {
    this.schema = schema;
  }

  /** Notes a lock, unless nobody else can use the relation. */
  void lock(KnownTable table, LockMode mode) {
    if (!table.fresh) {
      locks.merge(schema.shown(table.name), mode, LockMode::max);
    }
  }

  /** Notes a lock on a table and all its partitions and children. */
  void lockTree(KnownTable table, LockMode mode) {
    lock(table, mode);
    schema.descendants(table).forEach(child -> lock(child, mode));
  }

  /** Notes a lock on a table and its partitions; children by INHERITS are left alone. */
  void lockPartitions(KnownTable table, LockMode mode) {
    lock(table, mode);
    if (table.kind == KnownTable.Kind.PARTITIONED) {
      schema.descendants(table).forEach(child -> lock(child, mode));
    }
  }

  void rewrite(KnownTable table) {
    if (!table.fresh && table.kind != KnownTable.Kind.PARTITIONED) {
      rewrites.add(schema.shown(table.name).toSql());
    }
  }

  void scan(KnownTable table) {
    if (!table.fresh && table.kind != KnownTable.Kind.PARTITIONED) {
      scans.add(schema.shown(table.name).toSql());
    }
  }

  /** Notes a hazard. */
  void hazard(HazardRule rule, String what) {
    hazards.add(new Hazard(rule, what));
  }

  /** Notes a hazard that only a table in use has. */
  void hazard(HazardRule rule, KnownTable table, String what) {
    if (!table.fresh) {
      hazard(rule, what);
    }
  }

  void change(ObjectChange.Action action, String kind, String name) {
    changes.add(new ObjectChange(action, kind, name));
  }

  void change(ObjectChange.Action action, String kind, QualifiedName name) {
    change(action, kind, schema.shown(schema.full(name)).toSql());
  }

  /** The relation's name as it is shown. */
  String show(KnownTable table) {
    return schema.shown(table.name).toSql();
  }

  Map<QualifiedName, LockMode> locks() {
    return locks;
  }

  boolean has(HazardRule rule) {
    for (Hazard hazard : hazards) {
      if (hazard.rule() == rule) {
        return true;
      }
    }
    return false;
  }

  boolean isLong() {
    return !rewrites.isEmpty() || !scans.isEmpty();
  }

  Set<String> work() {
    Set<String> all = new TreeSet<>(rewrites);
    all.addAll(scans);
    return all;
  }

  LockMode strongest() {
    LockMode strongest = LockMode.NONE;
    for (LockMode mode : locks.values()) {
      strongest = strongest.max(mode);
    }
    return strongest;
  }

  Assessment assessment() {
    List<LockedTable> sorted =
        locks.isEmpty()
            ? List.of()
            : locks.entrySet().stream()
                .map(lock -> new LockedTable(lock.getKey(), lock.getValue()))
                .sorted(
                    Comparator.comparing(LockedTable::mode)
                        .reversed()
                        .thenComparing(lock -> lock.table().toSql()))
                .toList();
    List<Hazard> loudest =
        hazards.isEmpty()
            ? List.of()
            : hazards.stream()
                .sorted(
                    Comparator.comparing(Hazard::severity)
                        .reversed()
                        .thenComparing(Hazard::id)
                        .thenComparing(Hazard::what))
                .toList();
    Set<String> onlyScans = new TreeSet<>(scans);
    onlyScans.removeAll(rewrites);
    return new Assessment(
        strongest(),
        sorted,
        Collections.unmodifiableSet(new TreeSet<>(rewrites)),
        Collections.unmodifiableSet(onlyScans),
        loudest,
        changes);
  }
}
