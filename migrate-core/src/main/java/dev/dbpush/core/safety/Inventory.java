package dev.dbpush.core.safety;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is in the managed schemas and belongs to no extension.
 *
 * @param objects in the order of their drops
 * @param dependents objects elsewhere that depend on them and would go with them, described
 * @param lockCapacity how many locks the server's lock table holds; other sessions share it
 */
record Inventory(List<DroppedObject> objects, List<String> dependents, long lockCapacity) {
  Inventory {
    objects = List.copyOf(objects);
    dependents = List.copyOf(dependents);
  }

  boolean isEmpty() {
    return objects.isEmpty();
  }

  long locks() {
    return objects.stream().mapToLong(DroppedObject::locks).sum();
  }

  /** {@code 12 tables}, {@code 1 view}; in the order of the drops. */
  List<String> counts() {
    Map<DroppedObject.Kind, Integer> numbers = new EnumMap<>(DroppedObject.Kind.class);
    objects.forEach(object -> numbers.merge(object.kind(), 1, Integer::sum));
    List<String> counts = new ArrayList<>();
    numbers.forEach(
        (kind, number) -> counts.add(number + " " + kind.noun() + (number == 1 ? "" : "s")));
    return counts;
  }

  List<DroppedObject> tables() {
    return objects.stream().filter(object -> object.kind() == DroppedObject.Kind.TABLE).toList();
  }
}
