package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * When tables become logged or unlogged: at no time may one that is logged refer to one that is
 * not. PostgreSQL documentation, ALTER TABLE, SET LOGGED.
 */
final class PersistenceEdges {
  private final Actions actions;
  private final BiConsumer<@Nullable Action, @Nullable Action> edge;
  private final Map<ObjectId, Action> logged = new TreeMap<>();
  private final Map<ObjectId, Action> unlogged = new TreeMap<>();

  private PersistenceEdges(Actions actions, BiConsumer<@Nullable Action, @Nullable Action> edge) {
    this.actions = actions;
    this.edge = edge;
    for (Action action : actions.all()) {
      if (action.kind == Kind.ALTER
          && action.before instanceof Table one
          && action.after instanceof Table two
          && !one.persistence().equals(two.persistence())) {
        (two.persistence().equals("u") ? unlogged : logged).put(action.id, action);
      }
    }
  }

  static void add(
      Snapshot before,
      Snapshot after,
      Actions actions,
      BiConsumer<@Nullable Action, @Nullable Action> edge) {
    PersistenceEdges edges = new PersistenceEdges(actions, edge);
    if (!edges.logged.isEmpty() || !edges.unlogged.isEmpty()) {
      before.objects().values().forEach(object -> edges.torn(object, before));
      after.objects().values().forEach(object -> edges.built(object, after));
    }
  }

  private void torn(SchemaObject object, Snapshot before) {
    ObjectId target = target(object, before);
    if (target != null) {
      ObjectId owner = object.id().owningTable();
      edge.accept(actions.drop(object.id()), unlogged.get(target));
      edge.accept(actions.drop(object.id()), logged.get(owner));
      edge.accept(unlogged.get(owner), unlogged.get(target));
    }
  }

  private void built(SchemaObject object, Snapshot after) {
    ObjectId target = target(object, after);
    if (target != null) {
      ObjectId owner = object.id().owningTable();
      edge.accept(logged.get(target), actions.create(object.id()));
      edge.accept(unlogged.get(owner), actions.create(object.id()));
      edge.accept(logged.get(target), logged.get(owner));
    }
  }

  /** The other table that a foreign key refers to. */
  private static @Nullable ObjectId target(SchemaObject object, Snapshot snapshot) {
    return object instanceof Constraint key && key.type() == 'f'
        ? snapshot.needs(key.id()).stream()
            .filter(need -> need.kind() == ObjectKind.COLUMN)
            .map(ObjectId::owningTable)
            .filter(table -> !table.equals(key.id().owningTable()))
            .findFirst()
            .orElse(null)
        : null;
  }
}
