package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DefaultNames;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A name is free once its owner is gone, and as long as the server does not give it away. */
final class FreedNames {
  private FreedNames() {}

  /** Adds an edge from whoever gives a name away to whoever takes it. */
  static void add(Actions actions, ActionGraph graph) {
    usualNamesFirst(actions, graph);
    Map<String, List<Action>> freed = new HashMap<>();
    for (Action action : actions.all()) {
      if (action.kind != Kind.CREATE && action.before != null) {
        boolean stays = action.kind == Kind.DROP && actions.aside(action.id) != null;
        names(action.before, action.kind == Kind.ALTER)
            .forEach(
                name ->
                    freed
                        .computeIfAbsent(name, k -> new ArrayList<>())
                        .addAll(stays ? List.of() : List.of(action)));
      }
    }
    for (Action action : actions.all()) {
      if (action.kind == Kind.CREATE || action.kind == Kind.ALTER) {
        for (String name : names(action.object(), action.kind == Kind.ALTER)) {
          freed.getOrDefault(name, List.of()).stream()
              .filter(other -> !other.id.equals(action.id))
              .forEach(other -> graph.edge(other, action));
        }
      }
    }
  }

  /**
   * The server names the rows that it keeps for the partitions of a table that refers to itself; a
   * key that is called like these comes first.
   */
  private static void usualNamesFirst(Actions actions, ActionGraph graph) {
    Map<ObjectId, List<Action>> keys = new HashMap<>();
    for (Action action : actions.all()) {
      if (action.kind == Kind.CREATE
          && action.after instanceof Constraint key
          && key.type() == 'f'
          && key.partitioned()) {
        keys.computeIfAbsent(key.id().owningTable(), k -> new ArrayList<>()).add(action);
      }
    }
    for (List<Action> all : keys.values()) {
      for (Action one : all) {
        for (Action other : all) {
          if (hasUsualName(one) && !hasUsualName(other)) {
            graph.softEdge(one, other);
          }
        }
      }
    }
  }

  private static boolean hasUsualName(Action action) {
    return action.after instanceof Constraint key
        && key.id()
            .name()
            .startsWith(
                DefaultNames.join(key.id().parent(), String.join("_", key.columns()), "fkey"));
  }

  /** The names that an object takes among the relations and types of a schema. */
  private static List<String> names(SchemaObject object, boolean identityOnly) {
    ObjectId id = object.id();
    if (object instanceof Column column) {
      Column.Identity identity = column.identity();
      if (identity == null) {
        return List.of();
      }
      String name = identity.sequence();
      return List.of(
          id.schema()
              + "."
              + (name == null ? DefaultNames.sequence(id.parent(), id.name()) : name));
    }
    if (identityOnly) {
      return List.of();
    }
    return switch (id.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, INDEX, TYPE ->
          List.of(id.schema() + "." + id.name());
      case CONSTRAINT ->
          object instanceof Constraint p && p.type() == 'p'
              ? List.of(
                  id.schema() + "." + id.name(),
                  "constraint " + id.parent() + "." + id.name(),
                  "primary key of " + id.schema() + "." + id.parent())
              : object instanceof Constraint c && "pux".indexOf(c.type()) >= 0
                  ? List.of(
                      id.schema() + "." + id.name(), "constraint " + id.parent() + "." + id.name())
                  : List.of("constraint " + id.schema() + "." + id.parent() + "." + id.name());
      default -> List.of();
    };
  }
}
