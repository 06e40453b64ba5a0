package dev.dbpush.core.safety;

import dev.dbpush.core.safety.DroppedObject.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that drop an inventory, in transactions that fit the server's lock table. A drop
 * cascades: what hangs on an object outside the schemas was looked for before.
 */
final class Drops {
  /** Names in one statement; beyond some hundreds nothing is gained. */
  private static final int MOST_NAMES = 200;

  private Drops() {}

  /**
   * One pass or several.
   *
   * @param objects in the order of their drops
   * @param mostLocks how many locks one pass may take
   */
  static List<List<DroppedObject>> passes(List<DroppedObject> objects, long mostLocks) {
    List<List<DroppedObject>> passes = new ArrayList<>();
    List<DroppedObject> pass = new ArrayList<>();
    long locks = 0;
    for (DroppedObject object : objects) {
      if (!pass.isEmpty() && locks + object.locks() > mostLocks) {
        passes.add(List.copyOf(pass));
        pass.clear();
        locks = 0;
      }
      pass.add(object);
      locks += object.locks();
    }
    if (!pass.isEmpty()) {
      passes.add(List.copyOf(pass));
    }
    return passes;
  }

  /** The statements of a pass. What another drop has taken along is skipped by the server. */
  static List<String> statements(List<DroppedObject> pass) {
    List<String> statements = new ArrayList<>();
    int from = 0;
    while (from < pass.size()) {
      Kind kind = pass.get(from).kind();
      int to = from + 1;
      while (kind.isList()
          && to < pass.size()
          && to - from < MOST_NAMES
          && pass.get(to).kind() == kind) {
        to++;
      }
      statements.add(
          pass.subList(from, to).stream()
              .map(DroppedObject::identity)
              .collect(Collectors.joining(", ", "DROP " + kind.sql() + " IF EXISTS ", " CASCADE")));
      from = to;
    }
    return statements;
  }
}
