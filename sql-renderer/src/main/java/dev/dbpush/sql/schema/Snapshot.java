package dev.dbpush.sql.schema;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The managed schemas of a database at one moment.
 *
 * @param environment facts of the server that the objects are read against
 * @param objects by id, sorted
 * @param dependencies what each object needs, sorted; ids of the snapshot only
 * @param attached constraints and indexes of partitions that come and go with the parent's
 * @param notManaged objects that were found and are not managed, in words, sorted
 */
public record Snapshot(
    Environment environment,
    SortedMap<ObjectId, SchemaObject> objects,
    SortedMap<ObjectId, SortedSet<ObjectId>> dependencies,
    SortedMap<ObjectId, SchemaObject> attached,
    List<String> notManaged)
    implements Serializable {

  /** Wraps the maps; the caller gives them up. */
  public Snapshot {
    objects = Collections.unmodifiableSortedMap(objects);
    dependencies = Collections.unmodifiableSortedMap(dependencies);
    attached = Collections.unmodifiableSortedMap(attached);
    notManaged = List.copyOf(notManaged);
  }

  /**
   * Facts of the server.
   *
   * @param version the major version: 14 to 18
   * @param defaultSchema the schema whose objects are written without it
   * @param role the role that read the snapshot
   * @param casts pairs of types with an assignment or implicit cast: {@code integer>bigint}
   * @param explicitCasts pairs of types with a cast that must be written
   * @param builtinGrants privileges of a new object by kind of GRANT ({@code TABLE}), sorted
   * @param shadowed names of objects of the default schema that the system's own names hide
   */
  public record Environment(
      int version,
      String defaultSchema,
      String role,
      Set<String> casts,
      Set<String> explicitCasts,
      Map<String, List<Grant>> builtinGrants,
      Set<String> shadowed)
      implements Serializable {

    /** What holds for either of two databases of one server. */
    public Environment and(Environment other) {
      return new Environment(
          version,
          defaultSchema,
          role,
          union(casts, other.casts),
          union(explicitCasts, other.explicitCasts),
          builtinGrants,
          union(shadowed, other.shadowed));
    }

    private static Set<String> union(Set<String> one, Set<String> two) {
      Set<String> all = new TreeSet<>(one);
      all.addAll(two);
      return all;
    }
  }

  /** The object, or null. */
  public @Nullable SchemaObject get(ObjectId id) {
    return objects.get(id);
  }

  /** What an object needs. */
  public SortedSet<ObjectId> needs(ObjectId id) {
    return dependencies.getOrDefault(id, Collections.emptySortedSet());
  }

  /** Nothing, on the same server. */
  public Snapshot empty() {
    return new Snapshot(environment, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
  }

  /** Whether both hold the same objects, as far as objects compare. */
  public boolean holdsTheSameAs(Snapshot other) {
    return same(objects, other.objects) && same(attached, other.attached);
  }

  private static boolean same(
      SortedMap<ObjectId, SchemaObject> one, SortedMap<ObjectId, SchemaObject> two) {
    if (one.size() != two.size()) {
      return false;
    }
    Iterator<Map.Entry<ObjectId, SchemaObject>> others = two.entrySet().iterator();
    for (Map.Entry<ObjectId, SchemaObject> here : one.entrySet()) {
      Map.Entry<ObjectId, SchemaObject> there = others.next();
      if (!here.getKey().equals(there.getKey())
          || !here.getValue().comparable().equals(there.getValue().comparable())) {
        return false;
      }
    }
    return true;
  }

  /** The same without owners. */
  public Snapshot withoutOwners() {
    SortedMap<ObjectId, SchemaObject> result = new TreeMap<>(objects);
    result.replaceAll((id, object) -> object.with(object.traits().withoutOwner()));
    return new Snapshot(environment, result, dependencies, attached, notManaged);
  }

  /** The differences to another snapshot in words, one a line; empty if there are none. */
  public List<String> differences(Snapshot other) {
    SortedSet<ObjectId> ids = new TreeSet<>(objects.keySet());
    ids.addAll(other.objects.keySet());
    List<String> result = new ArrayList<>();
    for (ObjectId id : ids) {
      SchemaObject here = objects.get(id);
      SchemaObject there = other.objects.get(id);
      if (here == null) {
        if (there != null && !isInherited(there, attached.get(id))) {
          result.add("+ " + id);
        }
      } else if (there == null) {
        if (!isInherited(here, other.attached.get(id))) {
          result.add("- " + id);
        }
      } else if (!here.comparable().equals(there.comparable())) {
        result.add(
            "~ " + id + difference(here.comparable().toString(), there.comparable().toString()));
      }
    }
    return result;
  }

  /** A check of a child that is its parent's too: whether it is its own as well says nothing. */
  private static boolean isInherited(SchemaObject own, @Nullable SchemaObject attached) {
    return own instanceof Constraint check
        && check.type() == 'c'
        && attached != null
        && attached instanceof Constraint parents
        && check.definition().equals(parents.definition());
  }

  /** The part in which two texts differ, with a little of what stands around it. */
  private static String difference(String one, String two) {
    int start = 0;
    int most = Math.min(one.length(), two.length());
    while (start < most && one.charAt(start) == two.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && one.charAt(one.length() - 1 - end) == two.charAt(two.length() - 1 - end)) {
      end++;
    }
    int from = Math.max(0, start - 40);
    return ": "
        + one.substring(from, Math.min(one.length(), one.length() - end + 10))
        + " <> "
        + two.substring(from, Math.min(two.length(), two.length() - end + 10));
  }
}
