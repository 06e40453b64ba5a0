package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must come before what. */
final class Edges {
  private final Snapshot before;
  private final Snapshot after;
  private final Actions actions;
  private final ActionGraph graph;
  private final Map<ObjectId, List<ObjectId>> dependents = new HashMap<>();

  /** Foreign keys that are made, by the table that they refer to. */
  private final Map<ObjectId, Set<ObjectId>> newKeys = new HashMap<>();

  Edges(Fates fates, Actions actions, ActionGraph graph) {
    this.before = fates.before;
    this.after = fates.after;
    this.actions = actions;
    this.graph = graph;
    before
        .dependencies()
        .forEach(
            (id, needs) ->
                needs.forEach(
                    need -> dependents.computeIfAbsent(need, k -> new ArrayList<>()).add(id)));
    for (Action action : actions.all()) {
      if (action.kind == Kind.CREATE && action.after instanceof Constraint c && c.type() == 'f') {
        for (ObjectId need : after.needs(action.id)) {
          if (need.kind() == ObjectKind.COLUMN && !need.owningTable().equals(table(action))) {
            newKeys.computeIfAbsent(need.owningTable(), k -> new TreeSet<>()).add(action.id);
          }
        }
      }
    }
  }

  private static ObjectId table(Action action) {
    return action.id.owningTable();
  }

  void add() {
    before.dependencies().forEach((id, needs) -> needs.forEach(need -> tearDown(id, need)));
    after.dependencies().forEach((id, needs) -> needs.forEach(need -> buildUp(id, need)));
    for (Action action : actions.all()) {
      again(action);
      inheritance(action);
      privileges(action);
    }
    locals();
    SequenceEdges.add(actions, this::edge);
    twins();
    checks();
    BoundEdges.add(actions, this::edge);
    indexes();
    extras();
    FreedNames.add(actions, graph);
    Bodies.add(actions, graph);
    PersistenceEdges.add(before, after, actions, this::edge);
    KeyEdges.add(before, after, actions, this::edge);
  }

  private void edge(@Nullable Action from, @Nullable Action to) {
    if (from != null && to != null && from != to) {
      graph.edge(from, to);
    }
  }

  private void tearDown(ObjectId id, ObjectId need) {
    Action first = actions.tear(id);
    Action second = actions.tear(need);
    if (first == null || second == null) {
      return;
    }
    if (need.kind() == ObjectKind.SCHEMA && second.kind == Kind.ALTER) {
      return; // comment and privileges of the schema
    }
    if (first.kind == Kind.DROP) {
      boolean namesTypes =
          id.kind() == ObjectKind.ROUTINE
              || id.kind() == ObjectKind.OPERATOR
              || id.kind() == ObjectKind.CAST;
      Action aside = namesTypes ? actions.aside(need) : null;
      edge(first, aside == null ? second : aside);
    } else if (second.kind == Kind.DROP
        && (actions.create(need) == null || actions.aside(need) != null)) {
      edge(first, second);
    }
  }

  private void buildUp(ObjectId id, ObjectId need) {
    boolean taken =
        after.get(id) instanceof Constraint c
            && "pux".indexOf(c.type()) >= 0
            && (need.kind() == ObjectKind.INDEX || need.kind() == ObjectKind.CONSTRAINT);
    if (taken) { // a partition's own key becomes a part of the parent's index when that is made
      edge(actions.build(id), actions.build(need));
      return;
    }
    edge(actions.build(need), actions.build(id));
  }

  private void again(Action action) {
    if (action.kind == Kind.CREATE) {
      if (action.id.kind() == ObjectKind.DEFAULT && !action.isMerged()) {
        for (Inheritance inheritance : Kin.inheritances(action.id.owningTable(), after)) {
          edge(
              actions.build(inheritance.parent().part(ObjectKind.DEFAULT, action.id.name())),
              action);
        }
      }
      Action aside = actions.aside(owner(action));
      edge(aside == null ? actions.drop(action.id) : aside, action);
    } else if (action.kind == Kind.DROP) {
      edge(actions.aside(action.id), action);
      if (action.id.kind() == ObjectKind.DEFAULT && !action.isMerged()) {
        for (Inheritance link : Kin.inheritances(action.id.owningTable(), after)) {
          ObjectId parents = link.parent().part(ObjectKind.DEFAULT, action.id.name());
          edge(actions.alter(parents), action); // SET DEFAULT reaches the children
        }
      }
    }
  }

  /** The domain that a constraint goes with, or the object itself. */
  private static ObjectId owner(Action action) {
    return action.object() instanceof Constraint constraint && constraint.onDomain()
        ? ObjectId.of(ObjectKind.TYPE, action.id.schema(), action.id.parent())
        : action.id;
  }

  /** A child is made from what its parent is by then, and joins one that is complete. */
  private void inheritance(Action action) {
    if (!(action.before instanceof Inheritance) && !(action.after instanceof Inheritance)) {
      return;
    }
    Inheritance inheritance = (Inheritance) action.object();
    List<ObjectId> namesakes =
        action.kind == Kind.DROP ? Kin.namesakes(inheritance, before) : List.of();
    if (action.kind == Kind.DROP) {
      leaving(action, inheritance);
      namesakes.forEach(check -> edge(action, actions.create(check)));
    }
    if (action.kind == Kind.CREATE) {
      Kin.inheritances(inheritance.parent(), before) // no partition has children of its own
          .forEach(link -> edge(actions.drop(link.id()), action));
      partsOf(inheritance.parent(), before)
          .forEach(object -> edge(actions.drop(object.id()), action));
      partsOf(table(action), before).stream()
          .filter(object -> object instanceof Constraint)
          .forEach(object -> edge(actions.drop(object.id()), action));
    }
    for (ObjectId table : List.of(inheritance.parent(), action.id.owningTable())) {
      boolean isParent = table.equals(inheritance.parent());
      for (SchemaObject object : partsOf(table, action.kind == Kind.DROP ? before : after)) {
        boolean foreignKey = object instanceof Constraint c && c.type() == 'f';
        if (action.kind == Kind.DROP) {
          Action tear = actions.tear(object.id());
          if (namesakes.contains(object.id())) {
            edge(tear, action);
          } else if (!foreignKey) {
            edge(action, tear);
          } else if (isParent) {
            boolean takenAlong = ((Constraint) object).takenAlong();
            boolean kept = takenAlong || keepsKey(action.id.owningTable(), (Constraint) object);
            edge(kept ? action : tear, kept ? tear : action);
          } else if (before.attached().containsKey(object.id())
              && tear != null
              && !tear.isMerged()) {
            edge(action, tear);
          }
        } else if (!isParent && Kin.isTwin(object, inheritance.parent(), after)) {
          edge(actions.drop(object.id()), action);
          edge(action, actions.build(object.id()));
        } else if (isParent || !action.isMerged()) {
          edge(actions.build(object.id()), action);
          edge(isParent ? actions.extraOf(object.id()) : null, action);
        }
      }
    }
  }

  /** Whether a partition takes its part of a foreign key along. */
  private boolean keepsKey(ObjectId partition, Constraint key) {
    return partsOf(partition, before).stream()
        .anyMatch(
            part ->
                part instanceof Constraint own
                    && own.type() == 'f'
                    && own.definition().equals(key.definition())
                    && before.attached().containsKey(own.id())
                    && actions.drop(own.id()) == null);
  }

  /** A child that leaves misses what the parent gets; keys that refer to the parent know it. */
  private void leaving(Action action, Inheritance inheritance) {
    partsOf(inheritance.parent(), after)
        .forEach(object -> edge(action, actions.build(object.id())));
    for (ObjectId ancestor : Kin.ancestors(inheritance, before)) {
      for (SchemaObject column : partsOf(ancestor, before)) {
        for (ObjectId dependent : dependents.getOrDefault(column.id(), List.of())) {
          if (before.get(dependent) instanceof Constraint c
              && c.type() == 'f'
              && (!dependent.owningTable().equals(ancestor)
                  || DropMerges.refersToItself(c, before))) {
            edge(actions.drop(dependent), action);
          }
        }
      }
      newKeys.getOrDefault(ancestor, Set.of()).forEach(key -> edge(action, actions.build(key)));
    }
  }

  private static List<SchemaObject> partsOf(ObjectId table, Snapshot snapshot) {
    List<SchemaObject> parts = new ArrayList<>();
    for (ObjectKind kind : List.of(ObjectKind.COLUMN, ObjectKind.DEFAULT, ObjectKind.CONSTRAINT)) {
      parts.addAll(
          snapshot.objects().subMap(table.part(kind, ""), table.part(kind, "\uffff")).values());
    }
    return parts;
  }

  /** Privileges of new objects are computed from the default privileges of before. */
  private void privileges(Action action) {
    for (SchemaObject column : LostGrants.losing(action, after)) {
      edge(action, actions.build(column.id()));
      edge(action, actions.extraOf(column.id()));
    }
    if (action.id.kind() == ObjectKind.DEFAULT_PRIVILEGES) {
      for (Action other : actions.all()) {
        if (other.kind == Kind.CREATE
            && other.id.kind() != ObjectKind.DEFAULT_PRIVILEGES
            && !other.after.traits().grants().isEmpty()) {
          edge(other, action);
        }
      }
    }
  }

  private void locals() {
    for (Action action : actions.all()) {
      if (action.kind == Kind.DROP && action.before instanceof Column && !action.isMerged()) {
        for (Inheritance inheritance : Kin.inheritances(action.id.owningTable(), before)) {
          Action parents =
              actions.drop(inheritance.parent().part(ObjectKind.COLUMN, action.id.name()));
          edge(parents, action);
          for (ObjectId dependent : dependents.getOrDefault(action.id, List.of())) {
            Action user = actions.tear(dependent);
            if (user != null && user.representative() != action) {
              edge(user, parents); // the child's column may go with its parent's
            }
          }
        }
      }
    }
  }

  /** An index of a partition that is there first would become a part of the parent's. */
  private void indexes() {
    Map<ObjectId, List<Action>> ofParents = new HashMap<>();
    Map<ObjectId, List<Action>> gone = new HashMap<>();
    for (Action action : actions.all()) {
      if (action.kind == Kind.DROP
          && action.before instanceof Index index
          && index.partitioned()
          && !action.isMerged()) {
        gone.computeIfAbsent(index.table(), k -> new ArrayList<>()).add(action);
      }
      if (action.kind == Kind.CREATE
          && action.after instanceof Index index
          && index.partitioned()) {
        ofParents.computeIfAbsent(index.table(), k -> new ArrayList<>()).add(action);
      }
    }
    for (Action action : actions.all()) {
      if (action.kind == Kind.CREATE && action.after instanceof Inheritance link) {
        for (ObjectId index : Twins.incomplete(link, after)) {
          edge(actions.drop(index), action);
          edge(action, actions.create(index));
        }
      }
      if (action.kind == Kind.DROP && action.before instanceof Inheritance link) {
        Kin.ancestors(link, before).stream()
            .flatMap(table -> gone.getOrDefault(table, List.of()).stream())
            .filter(drop -> !Twins.isIncomplete(drop.object()))
            .forEach(drop -> edge(action, drop)); // who leaves keeps its part
      }
      if (action.before instanceof Index index && before.attached().containsKey(action.id)) {
        Kin.inheritances(index.table(), before).forEach(i -> edge(actions.drop(i.id()), action));
      }
      if (action.kind == Kind.CREATE && action.after instanceof Index index) {
        for (Inheritance inheritance : Kin.inheritances(index.table(), after)) {
          ofParents
              .getOrDefault(inheritance.parent(), List.of())
              .forEach(parent -> edge(parent, action));
        }
      }
    }
  }

  private void extras() {
    for (Action extra : actions.extras()) {
      ObjectId table = extra.id.owningTable();
      edge(actions.build(extra.id.part(ObjectKind.COLUMN, extra.id.name())), extra);
      for (Inheritance inheritance : Kin.inheritances(table, after)) {
        ObjectId parent = inheritance.parent();
        edge(actions.build(parent.part(extra.id.kind(), extra.id.name())), extra);
        edge(actions.build(parent.part(ObjectKind.COLUMN, extra.id.name())), extra);
        edge(actions.drop(parent.part(ObjectKind.COLUMN, extra.id.name())), extra);
      }
      edge(actions.build(extra.id), extra);
      edge(actions.build(extra.id.owningTable()), extra);
      for (ObjectId need : after.needs(extra.id)) {
        edge(actions.build(need), extra);
      }
    }
  }

  /** A check of a child's own follows when that of its parent goes, and goes before it comes. */
  private void checks() {
    for (Action action : actions.all()) {
      boolean check =
          action.id.kind() == ObjectKind.CONSTRAINT
              && action.kind != Kind.ALTER
              && !action.isMerged(); // else it goes and comes with its table
      if (check && action.object() instanceof Constraint c && c.type() == 'c' && !c.onDomain()) {
        Kin.ancestors(table(action), before).stream()
            .map(parent -> actions.drop(namesake(parent, action)))
            .filter(drop -> drop != null && !drop.isMerged())
            .forEach(drop -> edge(drop, action));
        if (action.kind == Kind.DROP) {
          Kin.ancestors(table(action), after)
              .forEach(parent -> edge(action, actions.create(namesake(parent, action))));
        }
      }
    }
  }

  private static ObjectId namesake(ObjectId table, Action action) {
    return table.part(ObjectKind.CONSTRAINT, action.id.name());
  }

  /** What a parent's key or index would take is gone before, and comes behind. */
  private void twins() {
    Twins old = new Twins(before);
    Twins now = new Twins(after);
    for (Action action : actions.all()) {
      if (action.kind == Kind.CREATE) {
        old.of(action.object()).forEach(twin -> edge(actions.drop(twin), action));
        now.of(action.object()).forEach(twin -> edge(action, actions.create(twin)));
      } else if (Twins.dropsNotNull(action.before, action.after)) {
        old.keysWith(action.id).forEach(key -> edge(actions.drop(key), action));
        now.keysWith(action.id).forEach(key -> edge(action, actions.create(key)));
      }
    }
  }
}
