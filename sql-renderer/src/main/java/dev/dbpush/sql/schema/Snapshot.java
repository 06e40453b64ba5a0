package dev.dbpush.sql.schema;

import java.util.ArrayList;
import java.util.Collections;
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
 * @param notManaged objects that were found and are not managed, in words, sorted
 */
public record Snapshot(
    Environment environment,
    SortedMap<ObjectId, SchemaObject> objects,
    SortedMap<ObjectId, SortedSet<ObjectId>> dependencies,
    List<String> notManaged) {

  /** Wraps the maps; the caller gives them up. */
  public Snapshot {
    objects = Collections.unmodifiableSortedMap(objects);
    dependencies = Collections.unmodifiableSortedMap(dependencies);
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
   */
  public record Environment(
      int version,
      String defaultSchema,
      String role,
      Set<String> casts,
      Set<String> explicitCasts,
      Map<String, List<Grant>> builtinGrants) {}

  /** The object, or null. */
  public @Nullable SchemaObject get(ObjectId id) {
    return objects.get(id);
  }

  /** What an object needs. */
  public SortedSet<ObjectId> needs(ObjectId id) {
    return dependencies.getOrDefault(id, Collections.emptySortedSet());
  }

  /** The same without owners. */
  public Snapshot withoutOwners() {
    SortedMap<ObjectId, SchemaObject> result = new TreeMap<>();
    objects.forEach((id, object) -> result.put(id, object.with(object.traits().withoutOwner())));
    return new Snapshot(environment, result, dependencies, notManaged);
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
        result.add("+ " + id);
      } else if (there == null) {
        result.add("- " + id);
      } else if (!here.comparable().equals(there.comparable())) {
        result.add("~ " + id + "\n    " + here + "\n    " + there);
      }
    }
    return result;
  }
}
