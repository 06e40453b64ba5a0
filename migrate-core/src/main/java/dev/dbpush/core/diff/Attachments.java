package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DefaultNames;
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
import org.jspecify.annotations.Nullable;

/**
 * Constraints and indexes of partitions that belong to the parent's. One that is the partition's
 * own before and the parent's afterwards is taken over as it is; a partition that leaves keeps
 * them.
 */
final class Attachments {
  private Attachments() {}

  /**
   * The snapshot with the checks that a child has from its parent, and that are its own as well, as
   * the parent's alone, if they are there in the other snapshot too, or the child is not: whether
   * they are its own depends on how the child was made.
   */
  static Snapshot once(Snapshot snapshot, Snapshot other) {
    Set<ObjectId> twice = new HashSet<>();
    for (SchemaObject object : snapshot.objects().values()) {
      if (object instanceof Constraint own
          && isTwice(own, snapshot)
          && (other.get(own.id().owningTable()) == null || isFromParent(own, snapshot, other))) {
        twice.add(own.id());
      }
    }
    if (twice.isEmpty()) {
      return snapshot;
    }
    SortedMap<ObjectId, SchemaObject> objects = new TreeMap<>(snapshot.objects());
    SortedMap<ObjectId, SchemaObject> attached = new TreeMap<>(snapshot.attached());
    SortedMap<ObjectId, SortedSet<ObjectId>> needs = new TreeMap<>(snapshot.dependencies());
    twice.forEach(id -> attached.put(id, snapshot.objects().get(id)));
    objects.keySet().removeAll(twice);
    needs.keySet().removeAll(twice);
    return new Snapshot(snapshot.environment(), objects, needs, attached, snapshot.notManaged());
  }

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
    Set<ObjectId> joining = joiners(before, after, between);
    SortedMap<ObjectId, SchemaObject> objects = new TreeMap<>(before.objects());
    SortedMap<ObjectId, SortedSet<ObjectId>> needs = new TreeMap<>(before.dependencies());
    after.attached().keySet().stream()
        .filter(id -> after.get(tableOf(id, after)) != null)
        .filter(id -> !losesItsTarget(id, before, after) && !isAnotherCheck(id, before, after))
        .filter(id -> !isCheck(before.get(id)) || !joining.contains(id.owningTable()))
        .forEach(objects::remove);
    needs.keySet().retainAll(objects.keySet());
    before
        .attached()
        .forEach(
            (id, object) -> {
              ObjectId table = tableOf(id, before);
              boolean checked = between.contains(table) && isCheck(object);
              if (leaving.contains(table) && (checked || !after.attached().containsKey(id))) {
                objects.put(id, object);
                SortedSet<ObjectId> set = new TreeSet<>(before.needs(id));
                set.add(table);
                set.addAll(foreignNeeds(object, table, before));
                needs.put(id, set);
              }
            });
    return new Snapshot(
        before.environment(), objects, needs, before.attached(), before.notManaged());
  }

  private static boolean isCheck(@Nullable SchemaObject object) {
    return object instanceof Constraint constraint && constraint.type() == 'c';
  }

  /** Whether a foreign key refers to a key that does not stay, and so cannot stay either. */
  private static boolean losesItsTarget(ObjectId id, Snapshot before, Snapshot after) {
    return before.get(id) instanceof Constraint key
        && key.type() == 'f'
        && before.needs(id).stream()
            .filter(need -> need.kind() != ObjectKind.COLUMN && need.kind() != ObjectKind.TABLE)
            .anyMatch(
                need ->
                    after.get(need) == null
                        || !after.get(need).comparable().equals(before.get(need).comparable()));
  }

  /** Whether a check is a child's own, and its parent's too. */
  static boolean isTwice(Constraint own, Snapshot snapshot) {
    return isCheck(own)
        && !own.onDomain()
        && own.traits().comment() == null
        && !own.definition().endsWith(" NO INHERIT")
        && Kin.inheritances(own.id().owningTable(), snapshot).stream()
            .anyMatch(link -> hasCheck(parents(link, own), own, snapshot));
  }

  /** Whether the child has its parent's check in either snapshot. */
  private static boolean isFromParent(Constraint own, Snapshot snapshot, Snapshot other) {
    return hasCheck(own.id(), own, other)
        && Kin.inheritances(own.id().owningTable(), other).stream()
            .filter(link -> snapshot.get(link.id()) != null)
            .map(link -> parents(link, own))
            .anyMatch(id -> hasCheck(id, own, snapshot) && hasCheck(id, own, other));
  }

  private static ObjectId parents(Inheritance link, Constraint own) {
    return link.parent().part(ObjectKind.CONSTRAINT, own.id().name());
  }

  private static boolean isAnotherCheck(ObjectId id, Snapshot before, Snapshot after) {
    return before.get(id) instanceof Constraint own
        && isCheck(own)
        && after.attached().get(id) instanceof Constraint parents
        && !own.definition().equals(parents.definition());
  }

  private static boolean hasCheck(ObjectId id, Constraint own, Snapshot snapshot) {
    SchemaObject object = snapshot.get(id) == null ? snapshot.attached().get(id) : snapshot.get(id);
    return object instanceof Constraint check && check.definition().equals(own.definition());
  }

  /**
   * The snapshot after, with the checks and NOT NULL that a table must have to become the child of
   * another.
   *
   * @param between children that leave their parent because that is made anew, and come back
   */
  static Snapshot joining(Snapshot before, Snapshot after, Set<ObjectId> between) {
    SortedMap<ObjectId, SchemaObject> objects = new TreeMap<>(after.objects());
    SortedMap<ObjectId, SortedSet<ObjectId>> needs = new TreeMap<>(after.dependencies());
    Set<ObjectId> joining = joiners(before, after, between);
    for (SchemaObject object : after.objects().values()) {
      if (object instanceof Inheritance link && joining.contains(link.id().owningTable())) {
        notNulls(link, after, objects);
      }
    }
    after
        .attached()
        .forEach(
            (id, object) -> {
              boolean alone = !before.attached().containsKey(id) && before.get(id) == null;
              if (alone && joining.contains(tableOf(id, after)) && isNamedByHand(object)) {
                objects.put(id, object);
                needs.put(id, needsOf(object, after));
              }
              if (isCheck(object)
                  && joining.contains(id.owningTable())
                  && (alone || before.get(id) != null || between.contains(id.owningTable()))) {
                objects.put(id, object);
                needs.put(id, new TreeSet<>(Set.of(id.owningTable())));
              }
            });
    return new Snapshot(after.environment(), objects, needs, after.attached(), after.notManaged());
  }

  /** Whether a partition's key is called otherwise than the one that it would get by joining. */
  private static boolean isNamedByHand(SchemaObject object) {
    return object instanceof Constraint key
        && (key.type() == 'p' || key.type() == 'u')
        && !key.id().name().equals(DefaultNames.key(key));
  }

  private static SortedSet<ObjectId> needsOf(SchemaObject object, Snapshot after) {
    ObjectId table = object.id().owningTable();
    SortedSet<ObjectId> needs = new TreeSet<>(Set.of(table));
    ((Constraint) object)
        .columns().stream()
            .map(name -> table.part(ObjectKind.COLUMN, name))
            .filter(id -> after.get(id) != null)
            .forEach(needs::add);
    return needs;
  }

  /** Tables that become the children of others, or do so again. */
  private static Set<ObjectId> joiners(Snapshot before, Snapshot after, Set<ObjectId> between) {
    Set<ObjectId> joining = new HashSet<>();
    for (SchemaObject object : after.objects().values()) {
      ObjectId table = object.id().owningTable();
      if (object instanceof Inheritance
          && (before.get(object.id()) == null || between.contains(table))
          && before.get(table) != null) {
        joining.add(table);
      }
    }
    return joining;
  }

  /** A child may take nulls where its parent does not, but not when it joins it. */
  private static void notNulls(
      Inheritance link, Snapshot after, SortedMap<ObjectId, SchemaObject> objects) {
    ObjectId child = link.id().owningTable();
    for (SchemaObject object :
        after
            .objects()
            .subMap(
                link.parent().part(ObjectKind.COLUMN, ""),
                link.parent().part(ObjectKind.COLUMN, "\uffff"))
            .values()) {
      ObjectId id = child.part(ObjectKind.COLUMN, object.id().name());
      if (object instanceof Column column
          && column.notNull()
          && after.get(id) instanceof Column own
          && !own.notNull()) {
        objects.put(id, own.notNull(true));
      }
    }
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
