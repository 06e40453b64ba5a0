package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which tables are whose parents. */
final class Kin {
  private Kin() {}

  /** Whether this is a foreign key of a partition's own that is like one of its parent's. */
  static boolean isTwin(SchemaObject object, ObjectId parent, Snapshot snapshot) {
    return object instanceof Constraint key
        && key.type() == 'f'
        && Stream.of(snapshot.objects(), snapshot.attached())
            .flatMap(
                objects ->
                    objects
                        .subMap(
                            parent.part(ObjectKind.CONSTRAINT, ""),
                            parent.part(ObjectKind.CONSTRAINT, "\uffff"))
                        .values()
                        .stream())
            .anyMatch(
                other ->
                    other instanceof Constraint c
                        && c.partitioned()
                        && c.definition().equals(key.definition()));
  }

  /**
   * Checks of a child that are called like one of its parent's that is not inherited. PostgreSQL
   * (tried on 15) takes the one for the other when the child leaves, and fails.
   */
  static List<ObjectId> namesakes(Inheritance link, Snapshot snapshot) {
    ObjectId parent = link.parent();
    return snapshot
        .objects()
        .subMap(
            parent.part(ObjectKind.CONSTRAINT, ""), parent.part(ObjectKind.CONSTRAINT, "\uffff"))
        .values()
        .stream()
        .filter(object -> object instanceof Constraint c && c.definition().endsWith(" NO INHERIT"))
        .map(object -> link.id().part(ObjectKind.CONSTRAINT, object.id().name()))
        .filter(id -> snapshot.get(id) != null)
        .toList();
  }

  /** The constraints of a table, those of its parents aside. */
  static Collection<SchemaObject> constraints(ObjectId table, Snapshot snapshot) {
    return snapshot
        .objects()
        .subMap(table.part(ObjectKind.CONSTRAINT, ""), table.part(ObjectKind.CONSTRAINT, "\uffff"))
        .values();
  }

  /** The tables that rows of a child belong to as well. */
  static Set<ObjectId> ancestors(Inheritance inheritance, Snapshot snapshot) {
    return ancestors(List.of(inheritance), snapshot);
  }

  static Set<ObjectId> ancestors(ObjectId child, Snapshot snapshot) {
    return ancestors(inheritances(child, snapshot), snapshot);
  }

  private static Set<ObjectId> ancestors(List<Inheritance> links, Snapshot snapshot) {
    Set<ObjectId> ancestors = new LinkedHashSet<>();
    Deque<ObjectId> open = new ArrayDeque<>();
    links.forEach(link -> open.push(link.parent()));
    while (!open.isEmpty()) {
      ObjectId table = open.pop();
      if (ancestors.add(table)) {
        inheritances(table, snapshot).forEach(i -> open.push(i.parent()));
      }
    }
    return ancestors;
  }

  /** The links of a table's children. */
  static List<ObjectId> children(ObjectId table, Snapshot snapshot) {
    return snapshot.objects().values().stream()
        .filter(object -> object instanceof Inheritance link && link.parent().equals(table))
        .map(SchemaObject::id)
        .toList();
  }

  static List<Inheritance> inheritances(ObjectId table, Snapshot snapshot) {
    return snapshot
        .objects()
        .subMap(
            table.part(ObjectKind.INHERITANCE, ""), table.part(ObjectKind.INHERITANCE, "\uffff"))
        .values()
        .stream()
        .map(Inheritance.class::cast)
        .toList();
  }
}
