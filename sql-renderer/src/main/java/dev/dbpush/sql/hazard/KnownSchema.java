package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.QualifiedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a database from the statements read so far. Not thread-safe. */
final class KnownSchema {
  private final String firstSchema;
  private String currentSchema;
  private final Map<QualifiedName, KnownTable> tables = new HashMap<>();

  /** The full names behind a name without a schema. */
  private final Map<String, Set<QualifiedName>> fullNames = new HashMap<>();

  /** By table, what ever was its child, its view or referred to it; some no longer are. */
  private final Map<QualifiedName, Set<KnownTable>> dependents = new HashMap<>();

  private final List<KnownTable> unsettled = new ArrayList<>();
  private final Map<QualifiedName, KnownDomain> domains = new HashMap<>();
  private final Set<QualifiedName> freshTypes = new HashSet<>();
  private final Set<String> steadyFunctions = new HashSet<>();
  private final Map<String, Set<QualifiedName>> publications = new HashMap<>();
  private boolean wholeKnown;

  /** A domain: what it is over, and whether it has constraints. */
  record KnownDomain(SqlType over, boolean constrained) {}

  KnownSchema(String firstSchema) {
    this.firstSchema = firstSchema;
    this.currentSchema = firstSchema;
  }

  /** From now on, what was not seen is not there: the statements begin with an empty database. */
  void startEmpty() {
    wholeKnown = true;
  }

  /** Whether what was not seen is not there. */
  boolean isWholeKnown() {
    return wholeKnown;
  }

  /** Where names without a schema go from now on; null for the first schema again. */
  void useSchema(@Nullable String schema) {
    currentSchema = schema == null ? firstSchema : schema;
  }

  /** The full name of something new. */
  QualifiedName full(QualifiedName name) {
    return name.schema() == null ? QualifiedName.of(currentSchema, name.name()) : name;
  }

  /**
   * The full name of something that may be known: the search path may hold more than one schema.
   */
  QualifiedName resolve(QualifiedName name) {
    QualifiedName full = full(name);
    if (name.schema() != null || tables.containsKey(full)) {
      return full;
    }
    Set<QualifiedName> known = fullNames.getOrDefault(name.name(), Set.of());
    return known.size() == 1 ? known.iterator().next() : full;
  }

  /** The name as it is shown: without the schema that comes first. */
  QualifiedName shown(QualifiedName full) {
    return firstSchema.equals(full.schema()) ? QualifiedName.of(full.name()) : full;
  }

  @Nullable KnownTable find(QualifiedName name) {
    return tables.get(resolve(name));
  }

  /** The relation; one of which nothing is known where it was never seen. */
  KnownTable get(QualifiedName name) {
    QualifiedName full = resolve(name);
    KnownTable known = tables.get(full);
    if (known == null) {
      known = new KnownTable(full, KnownTable.Kind.TABLE);
      put(known);
    }
    return known;
  }

  KnownTable create(QualifiedName name, KnownTable.Kind kind) {
    QualifiedName full = full(name);
    KnownTable table = new KnownTable(full, kind);
    table.fresh = true;
    table.complete = true;
    unsettled.add(table);
    put(table);
    return table;
  }

  private void put(KnownTable table) {
    tables.put(table.name, table);
    fullNames.computeIfAbsent(table.name.name(), name -> new LinkedHashSet<>()).add(table.name);
  }

  private void remove(QualifiedName name) {
    tables.remove(name);
    fullNames.getOrDefault(name.name(), Set.of()).remove(name);
  }

  /** Notes that one relation is a child or a view of another, or has a foreign key to it. */
  void tie(KnownTable dependent, QualifiedName to) {
    dependents.computeIfAbsent(to, name -> new LinkedHashSet<>()).add(dependent);
  }

  /** What may be tied to a relation, and is still there. */
  private List<KnownTable> tiedTo(QualifiedName name) {
    Set<KnownTable> tied = dependents.get(name);
    if (tied == null) {
      return List.of();
    }
    return tied.stream().filter(table -> tables.get(table.name) == table).toList();
  }

  void drop(KnownTable table) {
    remove(table.name);
    for (KnownTable other : tiedTo(table.name)) {
      other.constraints.values().removeIf(c -> table.name.equals(c.references()));
      other.parents.remove(table.name);
      other.readsFrom.remove(table.name);
    }
  }

  void rename(KnownTable table, QualifiedName to) {
    QualifiedName from = table.name;
    remove(from);
    table.name = to;
    put(table);
    List<KnownTable> tied = tiedTo(from);
    dependents.remove(from);
    for (KnownTable other : tied) {
      tie(other, to);
      other.constraints.replaceAll(
          (name, c) -> from.equals(c.references()) ? c.withReferences(to) : c);
      if (other.parents.remove(from)) {
        other.parents.add(to);
      }
      if (other.readsFrom.remove(from)) {
        other.readsFrom.add(to);
      }
    }
  }

  /** All relations, by name. */
  List<KnownTable> all() {
    return sorted(new ArrayList<>(tables.values()));
  }

  /** The tables of a publication, as they were named last; none where it is not known. */
  Set<QualifiedName> published(String publication) {
    return publications.computeIfAbsent(publication, name -> new LinkedHashSet<>());
  }

  /** All relations of a schema, by name. */
  List<KnownTable> in(String schema) {
    return sorted(tables.values().stream().filter(t -> schema.equals(t.name.schema())).toList());
  }

  /** Tables with a foreign key to this one, by name; not the table itself. */
  List<KnownTable> referencing(KnownTable table) {
    return referencing(table, null);
  }

  /**
   * Tables with a foreign key to this column, or to any for null, by name; not the table itself.
   */
  List<KnownTable> referencing(KnownTable table, @Nullable String column) {
    List<KnownTable> found = new ArrayList<>();
    for (KnownTable other : tiedTo(table.name)) {
      if (other != table
          && other.constraints.values().stream().anyMatch(c -> c.refersTo(table, column))) {
        found.add(other);
      }
    }
    return sorted(found);
  }

  /** Partitions and children, at every depth, by name. */
  List<KnownTable> descendants(KnownTable table) {
    List<KnownTable> found = new ArrayList<>();
    collect(table, found);
    return sorted(found);
  }

  private void collect(KnownTable table, List<KnownTable> found) {
    for (KnownTable other : tiedTo(table.name)) {
      if (other.parents.contains(table.name) && !found.contains(other)) {
        found.add(other);
        collect(other, found);
      }
    }
  }

  /** The DEFAULT partition, or null. */
  @Nullable KnownTable defaultPartition(KnownTable parent) {
    for (KnownTable other : tiedTo(parent.name)) {
      if (other.defaultPartition && other.parents.contains(parent.name)) {
        return other;
      }
    }
    return null;
  }

  /** Views that read from this relation, at every depth, by name. */
  List<KnownTable> viewsOn(KnownTable table) {
    List<KnownTable> found = new ArrayList<>();
    collectViews(table, found);
    return sorted(found);
  }

  private void collectViews(KnownTable table, List<KnownTable> found) {
    for (KnownTable other : tiedTo(table.name)) {
      if (other.readsFrom.contains(table.name) && !found.contains(other)) {
        found.add(other);
        collectViews(other, found);
      }
    }
  }

  /** The table that has this index, or null. */
  @Nullable KnownTable tableOfIndex(QualifiedName index) {
    KnownTable found = null;
    for (KnownTable table : tables.values()) {
      if (table.indexes.containsKey(index.name())
          && (found == null || Objects.equals(full(index).schema(), table.name.schema()))) {
        found = table;
      }
    }
    return found;
  }

  /** Tables with a column of this type, by name. */
  List<KnownTable> using(QualifiedName type) {
    List<KnownTable> found = new ArrayList<>();
    for (KnownTable table : tables.values()) {
      if (table.columns.values().stream().anyMatch(c -> isType(c.type(), type))) {
        found.add(table);
      }
    }
    return sorted(found);
  }

  private boolean isType(@Nullable SqlType type, QualifiedName name) {
    return type != null && (type.is(name.name()) || type.is(full(name).toSql()));
  }

  void addDomain(QualifiedName name, KnownDomain domain) {
    domains.put(full(name), domain);
  }

  @Nullable KnownDomain domain(SqlType type) {
    QualifiedName name = Tokens.cursor(type.base()).acceptName();
    return name == null ? null : domains.get(full(name));
  }

  void addType(QualifiedName name) {
    freshTypes.add(full(name));
  }

  boolean isFreshType(QualifiedName name) {
    return freshTypes.contains(full(name));
  }

  void addSteadyFunction(QualifiedName name) {
    steadyFunctions.add(name.name());
  }

  boolean isSteadyFunction(QualifiedName name) {
    return steadyFunctions.contains(name.name());
  }

  /** From now on everything here is in use. */
  void settle() {
    freshTypes.clear();
    unsettled.forEach(table -> table.fresh = table.temporary);
    unsettled.clear();
  }

  private static List<KnownTable> sorted(List<KnownTable> tables) {
    if (tables.size() < 2) {
      return tables;
    }
    return tables.stream().sorted(Comparator.comparing(t -> t.name.toSql())).toList();
  }
}
