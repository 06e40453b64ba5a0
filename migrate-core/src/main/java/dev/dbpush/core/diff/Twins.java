package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys and indexes of partitions that are like one of a parent's. When the parent's is made,
 * PostgreSQL makes the partition's a part of it. PostgreSQL documentation, 5.12.2 and CREATE INDEX.
 */
final class Twins {
  private final Map<ObjectId, List<ObjectId>> children = new HashMap<>();
  private final Map<ObjectId, List<SchemaObject>> parts = new HashMap<>();

  Twins(Snapshot snapshot) {
    for (SchemaObject object : snapshot.objects().values()) {
      if (object instanceof Inheritance link && link.bound() != null) {
        children.computeIfAbsent(link.parent(), k -> new ArrayList<>()).add(tableOf(link));
      }
    }
    if (children.isEmpty()) {
      return;
    }
    for (SchemaObject object : snapshot.objects().values()) {
      if (object instanceof Constraint || object instanceof Index) {
        parts.computeIfAbsent(tableOf(object), k -> new ArrayList<>()).add(object);
      }
    }
  }

  /** Those that a key or index of a partitioned table would take; none for other objects. */
  List<ObjectId> of(SchemaObject object) {
    boolean shared =
        object instanceof Constraint key && key.partitioned() && key.type() != 'c'
            || object instanceof Index index && index.partitioned();
    if (!shared) {
      return List.of();
    }
    List<ObjectId> twins = new ArrayList<>();
    for (ObjectId table : descendants(tableOf(object))) {
      for (SchemaObject part : parts.getOrDefault(table, List.of())) {
        if (alike(object, part)) {
          twins.add(part.id());
        }
      }
    }
    return twins;
  }

  /** Primary keys of partitions that keep a column of the parent's NOT NULL. */
  List<ObjectId> keysWith(ObjectId column) {
    List<ObjectId> keys = new ArrayList<>();
    for (ObjectId table : descendants(column.owningTable())) {
      for (SchemaObject part : parts.getOrDefault(table, List.of())) {
        if (part instanceof Constraint key
            && key.type() == 'p'
            && key.columns().contains(column.name())) {
          keys.add(key.id());
        }
      }
    }
    return keys;
  }

  /** Whether an action ends that a column is NOT NULL. */
  static boolean dropsNotNull(@Nullable SchemaObject before, @Nullable SchemaObject after) {
    return before instanceof Column one
        && after instanceof Column two
        && one.notNull()
        && !two.notNull();
  }

  /**
   * Indexes of partitioned tables that were made for the parent ONLY. A table that joins would get
   * its part of them.
   */
  static List<ObjectId> incomplete(Inheritance link, Snapshot snapshot) {
    if (link.bound() == null) {
      return List.of();
    }
    Set<ObjectId> ancestors = Kin.ancestors(link, snapshot);
    return snapshot.objects().values().stream()
        .filter(object -> isIncomplete(object) && ancestors.contains(tableOf(object)))
        .filter(index -> !hasPart(link.id().owningTable(), index, snapshot))
        .map(SchemaObject::id)
        .toList();
  }

  private static boolean hasPart(ObjectId child, SchemaObject index, Snapshot snapshot) {
    return snapshot.attached().values().stream()
        .anyMatch(own -> own instanceof Index && tableOf(own).equals(child) && alike(index, own));
  }

  static boolean isIncomplete(SchemaObject object) {
    return object instanceof Index index && index.partitioned() && !index.valid();
  }

  private Set<ObjectId> descendants(ObjectId table) {
    Set<ObjectId> all = new LinkedHashSet<>();
    Deque<ObjectId> open = new ArrayDeque<>(List.of(table));
    while (!open.isEmpty()) {
      for (ObjectId child : children.getOrDefault(open.pop(), List.of())) {
        if (all.add(child)) {
          open.push(child);
        }
      }
    }
    return all;
  }

  static ObjectId tableOf(SchemaObject object) {
    return object instanceof Index index ? index.table() : object.id().owningTable();
  }

  private static boolean alike(SchemaObject parents, SchemaObject own) {
    if (parents instanceof Constraint one && own instanceof Constraint two) {
      return one.type() == 'f' || two.type() == 'f'
          ? one.definition().equals(two.definition())
          : isKey(one) && isKey(two) && one.columns().equals(two.columns());
    }
    return parents instanceof Index one
        && own instanceof Index two
        && one.unique() == two.unique()
        && shape(one).equals(shape(two));
  }

  private static boolean isKey(Constraint constraint) {
    return constraint.type() == 'p' || constraint.type() == 'u';
  }

  /** What is indexed, and how: without storage parameters. */
  private static String shape(Index index) {
    String sql = index.definition();
    int at = sql.indexOf(" USING ");
    return (at < 0 ? sql : sql.substring(at)).replaceFirst(" WITH \\([^()]*\\)", "");
  }
}
