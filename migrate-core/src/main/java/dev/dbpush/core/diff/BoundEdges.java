package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The values of a partition that leaves may be those of one that joins. */
final class BoundEdges {
  private BoundEdges() {}

  static void add(Actions actions, BiConsumer<@Nullable Action, @Nullable Action> edge) {
    Map<ObjectId, List<Action>> leaving = new HashMap<>();
    for (Action action : actions.all()) {
      if (action.kind == Kind.DROP
          && action.before instanceof Inheritance inheritance
          && inheritance.bound() != null) {
        leaving.computeIfAbsent(inheritance.parent(), k -> new ArrayList<>()).add(action);
      }
    }
    for (Action action : actions.all()) {
      if (action.kind == Kind.CREATE
          && action.after instanceof Inheritance inheritance
          && inheritance.bound() != null) {
        leaving.getOrDefault(inheritance.parent(), List.of()).forEach(a -> edge.accept(a, action));
      }
    }
  }
}
