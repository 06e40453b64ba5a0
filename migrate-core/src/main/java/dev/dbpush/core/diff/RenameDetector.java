package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.EnumType;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds a drop and an add that look like a rename, and refuses to guess. */
final class RenameDetector {
  /** Two tables look alike when they share this part of their columns, names and types. */
  private static final double ALIKE = 0.6;

  private final Snapshot before;
  private final Snapshot after;
  private final List<Refusal> refusals;

  private RenameDetector(Snapshot before, Snapshot after, List<Refusal> refusals) {
    this.before = before;
    this.after = after;
    this.refusals = refusals;
  }

  static void detect(Snapshot before, Snapshot after, List<Refusal> refusals) {
    RenameDetector detector = new RenameDetector(before, after, refusals);
    detector.tables();
    detector.columns();
    detector.values();
  }

  private void refuse(ObjectId from, String one, String two) {
    refusals.add(
        new Refusal(
            "rename",
            from,
            one + " is dropped and " + two + " added, which looks like a rename",
            "-Ddb.rename=" + one + ":" + two + " if it is one, -Ddb.rename=none if not"));
  }

  private String name(ObjectId id) {
    return id.display(before.environment().defaultSchema());
  }

  private void tables() {
    Map<ObjectId, Set<String>> removed = tablesOnlyIn(before, after);
    Map<ObjectId, Set<String>> added = tablesOnlyIn(after, before);
    for (Map.Entry<ObjectId, Set<String>> one : removed.entrySet()) {
      added.entrySet().stream()
          .filter(two -> two.getKey().schema().equals(one.getKey().schema()))
          .filter(two -> likeness(one.getValue(), two.getValue()) >= ALIKE)
          .max(Comparator.comparingDouble(two -> likeness(one.getValue(), two.getValue())))
          .map(Map.Entry::getKey)
          .ifPresent(
              two -> {
                refuse(one.getKey(), name(one.getKey()), name(two));
                added.remove(two);
              });
    }
  }

  private static double likeness(Set<String> one, Set<String> two) {
    Set<String> common = new HashSet<>(one);
    common.retainAll(two);
    Set<String> all = new HashSet<>(one);
    all.addAll(two);
    return all.isEmpty() ? 0 : (double) common.size() / all.size();
  }

  private static Map<ObjectId, Set<String>> tablesOnlyIn(Snapshot here, Snapshot there) {
    Map<ObjectId, Set<String>> tables = new TreeMap<>();
    for (SchemaObject object : here.objects().values()) {
      if (object instanceof Column column && there.get(column.id().owningTable()) == null) {
        tables
            .computeIfAbsent(column.id().owningTable(), id -> new HashSet<>())
            .add(column.id().name() + " " + column.type());
      }
    }
    return tables;
  }

  private void columns() {
    List<Column> added = columnsOnlyIn(after, before);
    for (Column one : columnsOnlyIn(before, after)) {
      added.stream()
          .filter(two -> two.id().owningTable().equals(one.id().owningTable()))
          .filter(two -> two.type().equals(one.type()))
          .filter(two -> (two.generated() == null) == (one.generated() == null))
          .findFirst()
          .ifPresent(
              two -> {
                refuse(one.id(), name(one.id()), name(two.id()));
                added.remove(two);
              });
    }
  }

  private static List<Column> columnsOnlyIn(Snapshot here, Snapshot there) {
    List<Column> columns = new ArrayList<>();
    for (SchemaObject object : here.objects().values()) {
      if (object instanceof Column column
          && !column.inherited()
          && there.get(column.id()) == null
          && there.get(column.id().owningTable()) != null) {
        columns.add(column);
      }
    }
    columns.sort(
        Comparator.comparing((Column c) -> c.id().owningTable()).thenComparing(Column::position));
    return columns;
  }

  private void values() {
    for (SchemaObject object : before.objects().values()) {
      if (object instanceof EnumType one
          && after.get(one.id()) instanceof EnumType two
          && one.labels().size() == two.labels().size()) {
        for (int i = 0; i < one.labels().size(); i++) {
          String from = one.labels().get(i);
          String to = two.labels().get(i);
          if (!two.labels().contains(from) && !one.labels().contains(to)) {
            ObjectId type = one.id();
            ObjectId of = new ObjectId(ObjectKind.TYPE, type.schema(), type.name(), from);
            refuse(type, name(of), name(of.named(to)));
          }
        }
      }
    }
  }
}
