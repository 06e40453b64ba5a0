package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayDeque;
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

  /** The tables that rows of a child belong to as well. */
  static Set<ObjectId> ancestors(Inheritance inheritance, Snapshot snapshot) {
    Set<ObjectId> ancestors = new LinkedHashSet<>();
    Deque<ObjectId> open = new ArrayDeque<>(List.of(inheritance.parent()));
    while (!open.isEmpty()) {
      ObjectId table = open.pop();
      if (ancestors.add(table)) {
        inheritances(table, snapshot).forEach(i -> open.push(i.parent()));
      }
    }
    return ancestors;
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
