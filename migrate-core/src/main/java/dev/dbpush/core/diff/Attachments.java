package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Constraints and indexes of partitions that belong to the parent's. One that is the partition's
 * own before and the parent's afterwards is taken over as it is; a partition that leaves keeps
 * them.
 */
final class Attachments {
  private Attachments() {}

  /**
   * The snapshot before, as if what is taken over were so already.
   *
   * @param between children that leave their parent because that is made anew
   */
  static Snapshot settle(Snapshot before, Snapshot after, Set<ObjectId> between) {
    Set<ObjectId> leaving = new HashSet<>(between);
    for (SchemaObject object : before.objects().values()) {
      if (object instanceof Inheritance inheritance) {
        SchemaObject now = after.get(object.id());
        boolean stays = after.get(object.id().owningTable()) != null;
        if (stays && (now == null || !now.comparable().equals(inheritance.comparable()))) {
          leaving.add(object.id().owningTable());
        }
      }
    }
    SortedMap<ObjectId, SchemaObject> objects = new TreeMap<>(before.objects());
    SortedMap<ObjectId, SortedSet<ObjectId>> needs = new TreeMap<>(before.dependencies());
    after.attached().keySet().stream()
        .filter(id -> after.get(tableOf(id, after)) != null)
        .forEach(objects::remove);
    needs.keySet().retainAll(objects.keySet());
    before
        .attached()
        .forEach(
            (id, object) -> {
              ObjectId table = tableOf(id, before);
              if (leaving.contains(table) && !after.attached().containsKey(id)) {
                objects.put(id, object);
                SortedSet<ObjectId> set = new TreeSet<>(before.needs(id));
                set.add(table);
                set.addAll(foreignNeeds(object, table, before));
                needs.put(id, set);
              }
            });
    before.attached().keySet().stream()
        .filter(id -> after.get(id) instanceof Constraint own && staysChecked(own, before, after))
        .forEach(id -> objects.put(id, before.attached().get(id)));
    return new Snapshot(
        before.environment(), objects, needs, before.attached(), before.notManaged());
  }

  /** Whether a check that a child has from its parent is its own as well says nothing. */
  private static boolean staysChecked(Constraint own, Snapshot before, Snapshot after) {
    return own.type() == 'c'
        && Kin.inheritances(own.id().owningTable(), after).stream()
            .filter(link -> before.get(link.id()) != null)
            .map(link -> link.parent().part(ObjectKind.CONSTRAINT, own.id().name()))
            .anyMatch(id -> isCheck(id, own, before) && isCheck(id, own, after));
  }

  private static boolean isCheck(ObjectId id, Constraint own, Snapshot snapshot) {
    SchemaObject object = snapshot.get(id) == null ? snapshot.attached().get(id) : snapshot.get(id);
    return object instanceof Constraint check && check.definition().equals(own.definition());
  }

  /** The snapshot after, with the checks that a table must have to become the child of another. */
  static Snapshot joining(Snapshot before, Snapshot after) {
    SortedMap<ObjectId, SchemaObject> objects = new TreeMap<>(after.objects());
    SortedMap<ObjectId, SortedSet<ObjectId>> needs = new TreeMap<>(after.dependencies());
    Set<ObjectId> joining = new HashSet<>();
    for (SchemaObject object : after.objects().values()) {
      ObjectId table = object.id().owningTable();
      if (object instanceof Inheritance
          && before.get(object.id()) == null
          && before.get(table) != null) {
        joining.add(table);
      }
    }
    after
        .attached()
        .forEach(
            (id, object) -> {
              if (object instanceof Constraint check
                  && check.type() == 'c'
                  && joining.contains(id.owningTable())
                  && !before.attached().containsKey(id)
                  && before.get(id) == null) {
                objects.put(id, check);
                needs.put(id, new TreeSet<>(Set.of(id.owningTable())));
              }
            });
    return new Snapshot(after.environment(), objects, needs, after.attached(), after.notManaged());
  }

  /** What the parent's foreign key refers to. */
  private static Set<ObjectId> foreignNeeds(SchemaObject object, ObjectId table, Snapshot before) {
    Set<ObjectId> needs = new HashSet<>();
    if (object instanceof Constraint key && key.type() == 'f') {
      for (SchemaObject other : before.objects().values()) {
        if (other instanceof Constraint parent
            && parent.type() == 'f'
            && parent.definition().equals(key.definition())
            && parent.partitioned()) {
          before.needs(parent.id()).stream()
              .filter(need -> !need.equals(parent.id().owningTable()))
              .filter(need -> !need.owningTable().equals(parent.id().owningTable()))
              .forEach(needs::add);
        }
      }
    }
    needs.remove(table);
    return needs;
  }

  static ObjectId tableOf(ObjectId id, Snapshot snapshot) {
    SchemaObject object = snapshot.attached().get(id);
    return object instanceof Index index
        ? index.table()
        : object instanceof Constraint ? id.owningTable() : id;
  }
}
