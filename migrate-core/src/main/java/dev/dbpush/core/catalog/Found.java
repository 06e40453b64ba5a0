package dev.dbpush.core.catalog;

import dev.dbpush.sql.schema.Grant;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Traits;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was found so far: objects by id, and ids by their addresses in the catalog. */
final class Found {
  static final long TYPE = 1247;
  static final long ROUTINE = 1255;
  static final long RELATION = 1259;
  static final long DEFAULT = 2604;
  static final long CONSTRAINT = 2606;
  static final long NAMESPACE = 2615;
  static final long RULE = 2618;
  static final long TRIGGER = 2620;
  static final long EXTENSION = 3079;
  static final long POLICY = 3256;
  static final long STATISTICS = 3381;

  final TreeMap<ObjectId, SchemaObject> objects = new TreeMap<>();
  final TreeMap<ObjectId, SortedSet<ObjectId>> needs = new TreeMap<>();
  final TreeMap<ObjectId, SchemaObject> attached = new TreeMap<>();
  final TreeSet<String> shadowed = new TreeSet<>();
  final Map<String, List<Grant>> builtinGrants = new HashMap<>();
  private final Map<Address, ObjectId> addresses = new HashMap<>();
  private final Set<Address> attachedAddresses = new HashSet<>();
  private final ReadOptions options;

  /** The schema in front of a name, with a dot, where it must be said. */
  String prefix(String schema, String name) {
    return schema.equals(options.defaultSchema()) && !shadowed.contains(name)
        ? ""
        : Identifier.quote(schema) + ".";
  }

  private record Address(long catalog, long oid, long part) {}

  Found(ReadOptions options) {
    this.options = options;
  }

  String defaultSchema() {
    return options.defaultSchema();
  }

  boolean ignores(String schema, String table) {
    return options.ignored().contains(schema + "." + table);
  }

  void add(SchemaObject object, long catalog, long oid) {
    put(object);
    address(catalog, oid, object.id());
  }

  void put(SchemaObject object) {
    ObjectId id = object.id();
    objects.put(id, object);
    if (!id.schema().isEmpty()) {
      need(id, ObjectId.schema(id.schema()));
    }
  }

  /** What depends on this depends on the object; what this depends on is of no interest. */
  void addressAttached(long catalog, long oid, ObjectId id) {
    address(catalog, oid, id);
    attachedAddresses.add(new Address(catalog, oid, 0));
  }

  boolean isAttached(long catalog, long oid) {
    return attachedAddresses.contains(new Address(catalog, oid, 0));
  }

  void address(long catalog, long oid, ObjectId id) {
    address(catalog, oid, 0, id);
  }

  void address(long catalog, long oid, long part, ObjectId id) {
    addresses.put(new Address(catalog, oid, part), id);
  }

  /** The object at an address, or the one that the part at this address belongs to. */
  @Nullable ObjectId at(long catalog, long oid, long part) {
    ObjectId id = addresses.get(new Address(catalog, oid, part));
    return id == null && part != 0 ? addresses.get(new Address(catalog, oid, 0)) : id;
  }

  @Nullable ObjectId relation(long oid) {
    return addresses.get(new Address(RELATION, oid, 0));
  }

  void need(ObjectId from, ObjectId to) {
    if (!from.equals(to) && from.kind() != ObjectKind.SCHEMA) {
      needs.computeIfAbsent(from, id -> new TreeSet<>()).add(to);
    }
  }

  /** Leaves out needs of and for objects that were not found. */
  TreeMap<ObjectId, SortedSet<ObjectId>> closedNeeds() {
    needs.keySet().retainAll(objects.keySet());
    needs.values().forEach(set -> set.retainAll(objects.keySet()));
    return needs;
  }

  /** Owner, comment and privileges; without an ACL the built-in privileges of the kind. */
  Traits traits(String owner, @Nullable String comment, @Nullable String acl, String kind) {
    return new Traits(
        owner, comment, acl == null ? builtinGrants.getOrDefault(kind, List.of()) : grants(acl));
  }

  static Traits traits(@Nullable String comment) {
    return new Traits("", comment, List.of());
  }

  static List<Grant> grants(String acl) {
    if (acl.isEmpty()) {
      return List.of();
    }
    List<Grant> grants = new ArrayList<>();
    for (String element : acl.split(String.valueOf(SqlText.ELEMENT))) {
      String[] fields = element.split(String.valueOf(SqlText.FIELD));
      grants.add(
          new Grant(fields[0], fields[1], "t".equals(fields[2]) || "true".equals(fields[2])));
    }
    Collections.sort(grants);
    return grants.stream().distinct().toList();
  }

  /**
   * A server's text, {@code prefix schema.rest}, without the schema where it is the default one.
   */
  String withoutSchema(String prefix, String schema, String name, String definition) {
    if (schema.equals(options.defaultSchema()) && !shadowed.contains(name)) {
      for (String quoted : List.of(schema + ".", '"' + schema.replace("\"", "\"\"") + "\".")) {
        if (definition.startsWith(prefix + quoted)) {
          return prefix + definition.substring(prefix.length() + quoted.length());
        }
      }
    }
    return definition;
  }
}
