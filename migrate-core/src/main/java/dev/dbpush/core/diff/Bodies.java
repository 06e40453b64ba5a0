package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.schema.Routine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bodies that are strings are no dependencies; new things they name had better be there. */
final class Bodies {
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  private Bodies() {}

  /** Adds an edge for every name in a body. */
  static void add(Actions actions, ActionGraph graph) {
    Map<String, List<Action>> created = new HashMap<>();
    List<Action> routines = new ArrayList<>();
    for (Action action : actions.all()) {
      switch (action.id.kind()) {
        case TABLE, VIEW, MATERIALIZED_VIEW, TYPE, SEQUENCE -> {
          if (action.kind == Kind.CREATE) {
            created.computeIfAbsent(action.id.name(), k -> new ArrayList<>()).add(action);
          }
        }
        case ROUTINE -> {
          if (action.kind == Kind.CREATE || action.kind == Kind.ALTER) {
            routines.add(action);
            String name = action.id.name();
            created
                .computeIfAbsent(name.substring(0, name.indexOf('(')), k -> new ArrayList<>())
                .add(action);
          }
        }
        default -> {}
      }
    }
    for (Action routine : routines) {
      if (!created.isEmpty() && routine.after instanceof Routine r) {
        Matcher words = WORD.matcher(r.definition());
        while (words.find()) {
          created.getOrDefault(words.group(), List.of()).stream()
              .filter(action -> action != routine)
              .forEach(action -> graph.softEdge(action, routine));
        }
      }
    }
  }
}
