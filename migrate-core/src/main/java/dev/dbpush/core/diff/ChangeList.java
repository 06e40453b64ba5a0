package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DefaultNames;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Sequence;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Turns the ordered actions into changes. */
final class ChangeList {
  private static final List<ObjectKind> NAMED_LIKE_TYPES =
      List.of(
          ObjectKind.TYPE,
          ObjectKind.TABLE,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.SEQUENCE,
          ObjectKind.INDEX);

  private final Fates fates;
  private final Snapshot before;
  private final Snapshot after;
  private final Actions actions;
  private final DiffOptions options;
  private final Set<ObjectId> neededAfter;
  private final NotNullByCheck byCheck;
  private final InitialGrants grants;
  private final Concurrency concurrency;

  /** Tables of which an index is clustered. */
  private final Set<ObjectId> clustered = new HashSet<>();

  private ChangeList(Fates fates, DiffOptions options) {
    this.fates = fates;
    this.before = fates.before;
    this.after = fates.after;
    this.options = options;
    this.actions = new Actions(fates);
    this.neededAfter = Concurrency.needed(after);
    this.concurrency = new Concurrency(fates, actions, neededAfter);
    this.byCheck = new NotNullByCheck(fates, options, neededAfter);
    after.objects().values().stream()
        .filter(
            o ->
                o instanceof Index i && i.clustered() || o instanceof Constraint c && c.clustered())
        .forEach(object -> clustered.add(Twins.tableOf(object)));
    this.grants = new InitialGrants(before);
  }

  /** The changes from one snapshot to the other. */
  static List<Change> of(Snapshot before, Snapshot after, DiffOptions options) {
    Set<ObjectId> anew = new TreeSet<>();
    Set<ObjectId> leaving = new TreeSet<>();
    while (true) {
      Snapshot start = Attachments.settle(before, after, leaving);
      Snapshot goal = Attachments.joining(before, after, leaving);
      Fates fates = new Fates(start, goal, anew);
      if (leaving.addAll(fates.leaving())) {
        continue;
      }
      ChangeList list = new ChangeList(fates, options);
      ActionGraph.Order order = list.order();
      if (order.anew().isEmpty()) {
        return list.changes(order.actions(), loosened(goal, after));
      }
      anew.addAll(order.anew());
    }
  }

  /** Columns that may hold nulls again, once their table has joined another one. */
  private static List<Change> loosened(Snapshot goal, Snapshot after) {
    List<Change> changes = new ArrayList<>();
    for (SchemaObject object : goal.objects().values()) {
      if (object instanceof Column one
          && one.notNull()
          && after.get(one.id()) instanceof Column two
          && !two.notNull()) {
        changes.add(new Change.Alter(one, two, false, false, true));
      }
    }
    return changes;
  }

  private ActionGraph.Order order() {
    List<Action> all = actions.all();
    ActionGraph graph = new ActionGraph(all, concurrentOnes(all)::contains);
    new Edges(fates, actions, graph).add();
    return graph.order();
  }

  private Set<Action> concurrentOnes(List<Action> all) {
    return options.concurrently() ? concurrency.of(all) : Set.of();
  }

  private List<Change> changes(List<Action> order, List<Change> loosened) {
    List<Action> all = actions.all();
    Set<Action> concurrent = concurrentOnes(all);
    Map<Action, List<SchemaObject>> parts = parts(all);
    List<Change> changes = new ArrayList<>(actions.stages().first());
    List<Change> validations = new ArrayList<>();
    for (Action action : order) {
      Change change = change(action, parts.getOrDefault(action, List.of()), concurrent);
      if (byCheck.prepares(action)
          && change instanceof Change.Alter alter
          && alter.before() instanceof Column one
          && alter.after() instanceof Column two) {
        Column still = two.notNull(false);
        if (alter.viaText() || !one.comparable().equals(still.comparable())) {
          changes.add(new Change.Alter(one, still, alter.viaText(), false, false));
        }
        validations.add(new Change.Alter(still, two, false, true, false));
        continue;
      }
      changes.addAll(LinkedSequences.before(action, before, after, hasNewSequence(action)));
      changes.addAll(InheritedIdentity.apart(change, fates));
      if (notValid(action)) {
        validations.add(new Change.Validate(action.object()));
      }
    }
    int behind = changes.size();
    while (behind > 0 && isConcurrent(changes.get(behind - 1))) {
      behind--;
    }
    changes.addAll(behind, validations);
    changes.addAll(behind, actions.stages().last());
    changes.addAll(behind, loosened);
    return changes;
  }

  private boolean hasNewSequence(Action action) {
    return actions.create(ObjectId.of(ObjectKind.SEQUENCE, action.id.schema(), action.id.name()))
        != null;
  }

  private static boolean isConcurrent(Change change) {
    return change instanceof Change.Drop drop && drop.concurrently()
        || change instanceof Change.Create create && create.options().concurrently();
  }

  /** What a statement makes together with its object. */
  private static Map<Action, List<SchemaObject>> parts(List<Action> all) {
    Map<Action, List<SchemaObject>> parts = new HashMap<>();
    for (Action action : all) {
      if (action.isMerged() && !action.implied && action.kind == Kind.CREATE) {
        parts.computeIfAbsent(action.representative(), k -> new ArrayList<>()).add(action.object());
      }
    }
    parts.values().forEach(list -> list.sort(Comparator.comparing(SchemaObject::id)));
    return parts;
  }

  private Change change(Action action, List<SchemaObject> parts, Set<Action> concurrent) {
    return switch (action.kind) {
      case SET_ASIDE -> new Change.SetAside(action.object(), asideName(action.id));
      case DROP ->
          new Change.Drop(
              actions.aside(action.id) == null
                  ? action.object()
                  : action.object().with(action.id.named(asideName(action.id))),
              concurrent.contains(action),
              action.cascade,
              action.object() instanceof Constraint check && Attachments.isTwice(check, before));
      case CREATE ->
          new Change.Create(
              action.object(),
              parts,
              grants.of(action.object()),
              parts.stream().anyMatch(Sequence.class::isInstance)
                  ? grants.of("SEQUENCE", action.id.schema())
                  : List.of(),
              new Change.Create.Options(
                  concurrent.contains(action),
                  notValid(action),
                  concurrency.isReplicaIdentity(action),
                  actions.extraOf(action.id) == action || mayBeThere(action)));
      case ALTER -> {
        SchemaObject old = action.before;
        if (old == null) {
          throw new IllegalStateException("nothing to alter for " + action.id);
        }
        yield new Change.Alter(
            old,
            laterReplicaIdentity(old, clusteredElsewhere(action.object())),
            action.viaText,
            false,
            actions.isAlone(action));
      }
    };
  }

  /** A check that a child has from its parent may be its own too, and stay when that goes. */
  private boolean mayBeThere(Action action) {
    return action.after instanceof Constraint check
        && check.type() == 'c'
        && before.attached().containsKey(action.id)
        && before.get(action.id) == null
        && !fates.isNew(action.id.owningTable());
  }

  /** CLUSTER ON another index of the table ends it for this one. */
  private SchemaObject clusteredElsewhere(SchemaObject object) {
    if (object instanceof Index index && !index.clustered() && isClustered(index.table())) {
      return index.clustered(before.get(index.id()) instanceof Index old && old.clustered());
    }
    if (object instanceof Constraint key
        && !key.clustered()
        && !key.onDomain()
        && isClustered(key.id().owningTable())) {
      return key.clustered(before.get(key.id()) instanceof Constraint old && old.clustered());
    }
    return object;
  }

  private boolean isClustered(ObjectId table) {
    return clustered.contains(table);
  }

  /** The creation of an index sets the replica identity that uses it. */
  private SchemaObject laterReplicaIdentity(SchemaObject before, SchemaObject after) {
    if (before instanceof Table one
        && after instanceof Table two
        && !one.replicaIdentity().equals(two.replicaIdentity())
        && actions.all().stream()
            .anyMatch(
                a ->
                    a.kind == Kind.CREATE && concurrency.isReplicaIdentity(a) && on(a, two.id()))) {
      return two.with(two.ofType(), one.replicaIdentity(), two.options());
    }
    return after;
  }

  private static boolean on(Action action, ObjectId table) {
    return action.after instanceof Index index
        ? index.table().equals(table)
        : action.id.owningTable().equals(table);
  }

  private String asideName(ObjectId id) {
    String suffix = "_old";
    while (isTaken(id.named(DefaultNames.fitting(id.name(), suffix)))) {
      suffix += "_";
    }
    return DefaultNames.fitting(id.name(), suffix);
  }

  /** Whether a type or relation is called so. */
  private boolean isTaken(ObjectId type) {
    return NAMED_LIKE_TYPES.stream()
        .map(kind -> ObjectId.of(kind, type.schema(), type.name()))
        .anyMatch(id -> before.get(id) != null || after.get(id) != null);
  }

  /** Whether the rows that exist are checked later, by VALIDATE CONSTRAINT. */
  private boolean notValid(Action action) {
    if (action.kind != Kind.CREATE
        || action.isMerged()
        || !(action.after instanceof Constraint constraint)
        || !constraint.validated()
        || constraint.definition().contains("NOT ENFORCED")) {
      return false;
    }
    if (constraint.type() == 'f') {
      if (constraint.partitioned() && after.environment().version() < 18) {
        return false;
      }
    } else if (constraint.type() != 'c') {
      return false;
    }
    if (constraint.onDomain()) {
      return actions.create(ObjectId.of(ObjectKind.TYPE, action.id.schema(), action.id.parent()))
          == null;
    }
    return actions.create(action.id.owningTable()) == null
        && !joins(action.id.owningTable())
        && constraint.columns().stream()
            .anyMatch(c -> actions.create(action.id.part(ObjectKind.COLUMN, c)) == null);
  }

  /** Whether the table gets a parent, which takes no constraint that is not valid for its own. */
  private boolean joins(ObjectId table) {
    return Kin.inheritances(table, after).stream()
        .anyMatch(inheritance -> actions.create(inheritance.id()) != null);
  }
}
