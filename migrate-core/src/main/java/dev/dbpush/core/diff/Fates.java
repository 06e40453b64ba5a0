package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.CompositeType;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DomainType;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.TypeNames;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What becomes of every object: compared one by one, then spread along the dependencies. */
final class Fates {
  /** What becomes of an object. */
  enum Fate {
    SAME,
    ALTER,
    RECREATE,
    REMOVED,
    ADDED
  }

  /** What keeps PostgreSQL from altering the type of a column that it depends on. */
  private static final Set<ObjectKind> BLOCKS_TYPE_CHANGE =
      EnumSet.of(
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.RULE,
          ObjectKind.TRIGGER,
          ObjectKind.POLICY,
          ObjectKind.ROUTINE,
          ObjectKind.DEFAULT);

  final Snapshot before;
  final Snapshot after;
  private final SortedMap<ObjectId, Fate> fates = new TreeMap<>();
  private final Map<ObjectId, List<ObjectId>> dependents = new HashMap<>();
  private final Map<ObjectId, List<ObjectId>> parts = new HashMap<>();
  private final Set<ObjectId> typeChanged = new TreeSet<>();
  private final Set<ObjectId> viaText = new TreeSet<>();
  private final Twins twins;
  private final Set<ObjectId> untied = new TreeSet<>();
  private final Deque<ObjectId> queue = new ArrayDeque<>();

  /**
   * Compares.
   *
   * @param anew what is made anew where it could be altered, since no order lets it be
   */
  Fates(Snapshot before, Snapshot after, Set<ObjectId> anew) {
    this.before = before;
    this.after = after;
    before
        .dependencies()
        .forEach(
            (id, needs) ->
                needs.forEach(
                    need -> dependents.computeIfAbsent(need, k -> new ArrayList<>()).add(id)));
    for (ObjectId id : before.objects().keySet()) {
      if (!id.parent().isEmpty()) {
        parts.computeIfAbsent(id.owningTable(), k -> new ArrayList<>()).add(id);
      }
    }
    twins = new Twins(after);
    compare();
    nestedDomains();
    List<ObjectId> inTheWay = new ArrayList<>();
    List.copyOf(fates.keySet()).forEach(this::joins);
    fates.forEach((id, fate) -> partsOfChildren(id, fate).forEach(inTheWay::add));
    inTheWay.forEach(this::recreate);
    anew.forEach(this::recreate);
    spread();
  }

  Fate of(ObjectId id) {
    return fates.getOrDefault(id, Fate.SAME);
  }

  /** Whether it is made, or made anew. */
  boolean isNew(ObjectId id) {
    return of(id) == Fate.ADDED || of(id) == Fate.RECREATE;
  }

  SortedMap<ObjectId, Fate> all() {
    return fates;
  }

  boolean viaText(ObjectId column) {
    return viaText.contains(column);
  }

  /** Whether a table must let its type go while that changes. */
  boolean isUntied(ObjectId table) {
    return untied.contains(table);
  }

  List<ObjectId> dependents(ObjectId id) {
    return dependents.getOrDefault(id, List.of());
  }

  /** Tables that leave their parent, since that is made anew, and join it again. */
  Set<ObjectId> leaving() {
    Set<ObjectId> leaving = new TreeSet<>();
    fates.forEach(
        (id, fate) -> {
          if (id.kind() == ObjectKind.INHERITANCE && fate == Fate.RECREATE) {
            Fate child = of(id.owningTable());
            if (child == Fate.SAME || child == Fate.ALTER) {
              leaving.add(id.owningTable());
            }
          }
        });
    return leaving;
  }

  private void compare() {
    Comparison comparison =
        new Comparison(
            after.environment().version(),
            type -> dependents(type.id()).stream().anyMatch(d -> d.kind() == ObjectKind.COLUMN));
    Set<ObjectId> ids = new TreeSet<>(before.objects().keySet());
    ids.addAll(after.objects().keySet());
    for (ObjectId id : ids) {
      SchemaObject one = before.get(id);
      SchemaObject two = after.get(id);
      if (one == null) {
        fates.put(id, Fate.ADDED);
      } else if (two == null) {
        set(id, Fate.REMOVED);
      } else {
        compare(comparison, id, one, two);
      }
    }
  }

  private void compare(Comparison comparison, ObjectId id, SchemaObject one, SchemaObject two) {
    Verdict verdict = comparison.of(one, two);
    if (verdict == Verdict.RECREATE) {
      set(id, Fate.RECREATE);
    } else if (verdict == Verdict.ALTER) {
      set(id, Fate.ALTER);
      if (two instanceof Table table && !Typed.canJoin(table, before, after)) {
        set(id, Fate.RECREATE);
      }
      if (one instanceof Column a && two instanceof Column b && retyped(a, b)) {
        typeChanged.add(id);
        if (before.get(id.owningTable()) instanceof Table table && keyOf(table, id)) {
          set(table.id(), Fate.RECREATE);
        }
      }
    }
  }

  /** PostgreSQL checks no values of a domain that is a part of another type. */
  private void nestedDomains() {
    Set<ObjectId> stricter = new TreeSet<>();
    fates.forEach(
        (id, fate) -> {
          if (after.get(id) instanceof Constraint c && c.onDomain() && fate != Fate.REMOVED) {
            stricter.add(ObjectId.of(ObjectKind.TYPE, id.schema(), id.parent()));
          } else if (before.get(id) instanceof DomainType one
              && after.get(id) instanceof DomainType two
              && two.notNull()
              && !one.notNull()) {
            stricter.add(id);
          }
        });
    stricter.stream()
        .filter(domain -> dependents(domain).stream().anyMatch(d -> nests(d, domain)))
        .forEach(this::recreate);
  }

  private boolean nests(ObjectId dependent, ObjectId domain) {
    return dependent.kind() == ObjectKind.TYPE
        || before.get(dependent) instanceof Column column
            && !column.type().equals(domain.display(before.environment().defaultSchema()));
  }

  /** A partition that joins must not have a key yet that would be taken for the parent's. */
  private void joins(ObjectId id) {
    if ((of(id) == Fate.ADDED || of(id) == Fate.RECREATE)
        && after.get(id) instanceof Inheritance inheritance
        && inheritance.bound() != null) {
      ObjectId child = id.owningTable();
      after
          .objects()
          .subMap(
              child.part(ObjectKind.CONSTRAINT, ""), child.part(ObjectKind.CONSTRAINT, "\uffff"))
          .values()
          .stream()
          .filter(object -> Kin.isTwin(object, inheritance.parent(), after))
          .forEach(key -> recreate(key.id()));
    }
  }

  /** What children have that a change of the parent's part would take, or stumble over. */
  private List<ObjectId> partsOfChildren(ObjectId id, Fate fate) {
    if (fate == Fate.ALTER) {
      return Twins.dropsNotNull(before.get(id), after.get(id)) ? twins.keysWith(id) : List.of();
    }
    List<ObjectId> parts = new ArrayList<>(twinsOf(id));
    if (fate != Fate.ADDED && before.get(id) instanceof Constraint key && key.takenAlong()) {
      parts.addAll(Kin.children(key.id().owningTable(), before));
    }
    if (fate != Fate.ADDED && before.get(id) instanceof Inheritance link) {
      parts.addAll(Kin.namesakes(link, before));
    }
    if (fate != Fate.REMOVED && after.get(id) instanceof Inheritance link) {
      parts.addAll(Twins.incomplete(link, after));
    }
    return parts;
  }

  private List<ObjectId> twinsOf(ObjectId id) {
    SchemaObject object = after.get(id);
    return object == null ? List.of() : twins.of(object);
  }

  private static boolean retyped(Column one, Column two) {
    return !one.type().equals(two.type())
        || !java.util.Objects.equals(one.collation(), two.collation());
  }

  /** Whether the partition key names the column, whose type is then fixed. */
  private static boolean keyOf(Table table, ObjectId column) {
    String key = table.partitionKey();
    return key != null
        && java.util.regex.Pattern.compile(
                "(?<![\\w\"])"
                    + java.util.regex.Pattern.quote(Identifier.quote(column.name()))
                    + "(?![\\w\"])")
            .matcher(key)
            .find();
  }

  private void set(ObjectId id, Fate fate) {
    fates.put(id, fate);
    queue.add(id);
  }

  private void recreate(ObjectId id) {
    Fate fate = of(id);
    boolean both = before.get(id) != null && after.get(id) != null;
    if (both && (fate == Fate.SAME || fate == Fate.ALTER)) {
      set(id, Fate.RECREATE);
    }
  }

  private void spread() {
    while (!queue.isEmpty()) {
      ObjectId id = queue.poll();
      Fate fate = of(id);
      if (fate == Fate.RECREATE || fate == Fate.REMOVED) {
        dependents(id).forEach(dependent -> hit(dependent, id));
        partsOfChildren(id, fate).forEach(this::recreate);
        if (fate == Fate.RECREATE) {
          parts.getOrDefault(id, List.of()).forEach(this::recreate);
          joins(id);
        }
      } else if (typeChanged.contains(id)) {
        dependents(id).forEach(dependent -> typeChanges(dependent, id));
      } else if (id.kind() == ObjectKind.TYPE && attributesChange(id)) {
        dependents(id).stream()
            .filter(dependent -> BLOCKS_TYPE_CHANGE.contains(dependent.kind()))
            .forEach(this::recreate);
        if (!Typed.followsWithoutCast(id, before, after)) { // ALTER TYPE knows no USING
          dependents(id).stream()
              .filter(d -> Typed.isOf(d, id, before, after))
              .forEach(untied::add);
        }
      }
    }
  }

  private boolean attributesChange(ObjectId type) {
    return before.get(type) instanceof CompositeType one
        && after.get(type) instanceof CompositeType two
        && !two.attributes().containsAll(one.attributes());
  }

  /** An object that another one depends on goes, or goes and comes back. */
  private void hit(ObjectId dependent, ObjectId cause) {
    Fate fate = of(dependent);
    if (fate != Fate.SAME && fate != Fate.ALTER) {
      return;
    }
    boolean owner = dependent.kind() == ObjectKind.SEQUENCE_OWNER; // else the sequence goes too
    if (of(cause) == Fate.REMOVED && fate == Fate.ALTER && !owner) {
      return; // what is altered is what depended on it
    }
    switch (dependent.kind()) {
      case SCHEMA, EXTENSION, SEQUENCE -> {}
      case COLUMN -> hitColumn(dependent, cause);
      case TABLE -> {
        if (Typed.canComeBack(dependent, cause, before, after)) {
          untied.add(dependent);
        } else {
          recreate(dependent);
        }
      }
      default -> recreate(dependent);
    }
  }

  private void hitColumn(ObjectId column, ObjectId cause) {
    if (before.get(column) instanceof Column one && one.generated() != null) {
      recreate(column);
    } else if (before.get(column) instanceof Column) {
      if (before.get(column.owningTable()) instanceof Table table && keyOf(table, column)) {
        recreate(table.id());
        return;
      }
      if (typeChanged.add(column) | (cause.kind() == ObjectKind.TYPE && viaText.add(column))) {
        set(column, Fate.ALTER);
      }
    } else {
      recreate(column);
    }
  }

  private void typeChanges(ObjectId dependent, ObjectId column) {
    boolean generated = before.get(dependent) instanceof Column c && c.generated() != null;
    boolean foreignKey =
        before.get(dependent) instanceof Constraint k
            && k.type() == 'f'
            && (viaText.contains(column) || !assignable(column));
    if (generated || foreignKey || BLOCKS_TYPE_CHANGE.contains(dependent.kind())) {
      recreate(dependent);
    }
  }

  private boolean assignable(ObjectId column) {
    return before.get(column) instanceof Column one
        && after.get(column) instanceof Column two
        && TypeNames.assignable(after.environment(), one.type(), two.type());
  }
}
