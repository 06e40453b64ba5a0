package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A new foreign key depends on the first unique index of its columns that the server finds; so what
 * goes must be gone by then.
 */
final class KeyEdges {
  private KeyEdges() {}

  static void add(
      Snapshot before,
      Snapshot after,
      Actions actions,
      BiConsumer<@Nullable Action, @Nullable Action> edge) {
    Map<ObjectId, List<Action>> going = going(before, actions);
    if (going.isEmpty()) {
      return;
    }
    for (Action action : actions.all()) {
      if (action.kind != Kind.CREATE
          || !(action.after instanceof Constraint key)
          || key.type() != 'f') {
        continue;
      }
      Map<ObjectId, Set<String>> referred =
          after.needs(key.id()).stream()
              .filter(need -> need.kind() == ObjectKind.COLUMN)
              .collect(
                  Collectors.groupingBy(
                      ObjectId::owningTable,
                      Collectors.mapping(ObjectId::name, Collectors.toSet())));
      referred.forEach(
          (table, columns) ->
              going.getOrDefault(table, List.of()).stream()
                  .filter(drop -> columns.equals(columnsOf(drop, before)))
                  .forEach(drop -> edge.accept(drop, action)));
    }
  }

  /** Keys and unique indexes that are dropped, by table. */
  private static Map<ObjectId, List<Action>> going(Snapshot before, Actions actions) {
    Map<ObjectId, List<Action>> going = new HashMap<>();
    for (Action action : actions.all()) {
      if (action.kind == Kind.DROP) {
        if (action.before instanceof Constraint key && "pu".indexOf(key.type()) >= 0) {
          going.computeIfAbsent(key.id().owningTable(), k -> new ArrayList<>()).add(action);
        } else if (action.before instanceof Index index && index.unique()) {
          going.computeIfAbsent(index.table(), k -> new ArrayList<>()).add(action);
        }
      }
    }
    return going;
  }

  private static Set<String> columnsOf(Action drop, Snapshot before) {
    return drop.before instanceof Constraint key
        ? Set.copyOf(key.columns())
        : before.needs(drop.id).stream()
            .filter(need -> need.kind() == ObjectKind.COLUMN)
            .map(ObjectId::name)
            .collect(Collectors.toSet());
  }
}
