package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.ColumnDefault;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DefaultPrivileges;
import dev.dbpush.sql.schema.Grant;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Sequence;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.syntax.Identifier;
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
  private final Fates fates;
  private final Snapshot before;
  private final Snapshot after;
  private final Actions actions;
  private final DiffOptions options;
  private final Set<ObjectId> neededBefore;
  private final Set<ObjectId> neededAfter;
  private final NotNullByCheck byCheck;
  private final List<DefaultPrivileges> defaultPrivileges;

  private ChangeList(Fates fates, DiffOptions options) {
    this.fates = fates;
    this.before = fates.before;
    this.after = fates.after;
    this.options = options;
    this.actions = new Actions(fates);
    this.neededBefore = needed(before);
    this.neededAfter = needed(after);
    this.byCheck = new NotNullByCheck(fates, options, neededAfter);
    this.defaultPrivileges =
        before.objects().values().stream()
            .filter(DefaultPrivileges.class::isInstance)
            .map(DefaultPrivileges.class::cast)
            .toList();
  }

  /** The changes from one snapshot to the other. */
  static List<Change> of(Snapshot before, Snapshot after, DiffOptions options) {
    Snapshot goal = Attachments.joining(before, after);
    Set<ObjectId> anew = new TreeSet<>();
    Set<ObjectId> leaving = new TreeSet<>();
    while (true) {
      Fates fates = new Fates(Attachments.settle(before, after, leaving), goal, anew);
      if (leaving.addAll(fates.leaving())) {
        continue;
      }
      ChangeList list = new ChangeList(fates, options);
      ActionGraph.Order order = list.order();
      if (order.anew().isEmpty()) {
        return list.changes(order.actions());
      }
      anew.addAll(order.anew());
    }
  }

  private ActionGraph.Order order() {
    List<Action> all = actions.all();
    ActionGraph graph = new ActionGraph(all, concurrentOnes(all)::contains);
    new Edges(fates, actions, graph).add();
    return graph.order();
  }

  private List<Change> changes(List<Action> order) {
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
      changes.add(change);
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
              action.cascade);
      case CREATE ->
          new Change.Create(
              action.object(),
              parts,
              initialGrants(action.object()),
              parts.stream().anyMatch(Sequence.class::isInstance)
                  ? initialGrants("SEQUENCE", action.id.schema())
                  : List.of(),
              new Change.Create.Options(
                  concurrent.contains(action), notValid(action), isReplicaIdentity(action)));
      case ALTER -> {
        SchemaObject old = action.before;
        if (old == null) {
          throw new IllegalStateException("nothing to alter for " + action.id);
        }
        yield new Change.Alter(
            old,
            laterReplicaIdentity(old, action.object()),
            action.viaText,
            false,
            actions.isAlone(action));
      }
    };
  }

  /** The creation of an index sets the replica identity that uses it. */
  private SchemaObject laterReplicaIdentity(SchemaObject before, SchemaObject after) {
    if (before instanceof Table one
        && after instanceof Table two
        && !one.replicaIdentity().equals(two.replicaIdentity())
        && actions.all().stream()
            .anyMatch(a -> a.kind == Kind.CREATE && isReplicaIdentity(a) && on(a, two.id()))) {
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
    String name = id.name() + "_old";
    while (before.get(id.named(name)) != null || after.get(id.named(name)) != null) {
      name += "_";
    }
    return name;
  }

  private boolean isReplicaIdentity(Action action) {
    ObjectId table;
    if (action.after instanceof Index index) {
      table = index.table();
    } else if (action.after instanceof Constraint) {
      table = action.id.owningTable();
    } else {
      return false;
    }
    return after.get(table) instanceof Table t
        && t.replicaIdentity().equals("USING INDEX " + Identifier.quote(action.id.name()));
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

  /** Indexes of tables that exist before and after, which nothing else in the migration needs. */
  private Set<Action> concurrentOnes(List<Action> all) {
    Set<Action> result = new HashSet<>();
    if (!options.concurrently()) {
      return result;
    }
    for (Action action : all) {
      if (isKeyOfExistingTable(action) && standsAlone(action)) {
        result.add(action);
      }
      if (action.id.kind() == ObjectKind.INDEX
          && (action.kind == Kind.DROP || action.kind == Kind.CREATE)
          && !action.isMerged()
          && action.object() instanceof Index index
          && !index.partitioned()
          // what an attached one needs is known of the parent's alone
          && !before.attached().containsKey(action.id)
          && fates.of(index.table()) != Fates.Fate.RECREATE
          && before.get(index.table()) != null
          && after.get(index.table()) != null
          && standsAlone(action)) {
        result.add(action);
      }
    }
    return result;
  }

  /** A new unique or primary key of a table in use, whose index can be built before it. */
  private boolean isKeyOfExistingTable(Action action) {
    return action.kind == Kind.CREATE
        && !action.isMerged()
        && !isRecreated(action)
        && action.after instanceof Constraint key
        && "pu".indexOf(key.type()) >= 0
        && !key.partitioned()
        && !key.definition().contains("WITHOUT OVERLAPS")
        && fates.of(action.id.owningTable()) != Fates.Fate.RECREATE
        && before.get(action.id.owningTable()) != null
        && key.columns().stream()
            .allMatch(
                name ->
                    fates.of(action.id.part(ObjectKind.COLUMN, name)) != Fates.Fate.RECREATE);
  }

  private boolean standsAlone(Action action) {
    boolean own =
        !neededBefore.contains(action.id) || action.kind == Kind.CREATE && !isRecreated(action);
    if (action.kind == Kind.DROP) {
      return own
          && before.needs(action.id).stream()
              .allMatch(need -> need.kind() == ObjectKind.TABLE || actions.tear(need) == null);
    }
    Action drop = actions.drop(action.id);
    return own
        && (drop == null || standsAlone(drop))
        && !isReplicaIdentity(action)
        && !neededAfter.contains(action.id);
  }

  private boolean isRecreated(Action action) {
    return actions.drop(action.id) != null;
  }

  private static Set<ObjectId> needed(Snapshot snapshot) {
    Set<ObjectId> needed = new HashSet<>();
    snapshot.dependencies().values().forEach(needed::addAll);
    return needed;
  }

  /** The privileges that PostgreSQL gives a new object of the migrating role. */
  private List<Grant> initialGrants(SchemaObject object) {
    String kind =
        switch (object.id().kind()) {
          case TABLE, VIEW, MATERIALIZED_VIEW -> "TABLE";
          case SEQUENCE -> "SEQUENCE";
          case ROUTINE -> "FUNCTION";
          case TYPE -> "TYPE";
          case SCHEMA -> "SCHEMA";
          default -> "";
        };
    return kind.isEmpty() || object instanceof ColumnDefault
        ? List.of()
        : initialGrants(kind, object.id().schema());
  }

  private List<Grant> initialGrants(String kind, String schema) {
    Set<Grant> grants =
        new TreeSet<>(before.environment().builtinGrants().getOrDefault(kind, List.of()));
    for (DefaultPrivileges defaults : defaultPrivileges) {
      if (defaults.role().equals(before.environment().role())
          && defaults.objects().equals(kind + "S")
          && (defaults.schema().isEmpty() || defaults.schema().equals(schema))) {
        defaults.revoked().forEach(grants::remove);
        grants.addAll(defaults.granted());
      }
    }
    return List.copyOf(grants);
  }
}
