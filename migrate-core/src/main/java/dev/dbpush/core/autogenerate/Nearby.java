package dev.dbpush.core.autogenerate;

import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The part of a schema that statements may touch: what they name, all that depends on it, and what
 * those need to be made. Of a large schema a small change asks about very little.
 */
final class Nearby {
  /** The rest is few, and is kept in any case. */
  private static final Set<ObjectKind> MANY =
      EnumSet.of(
          ObjectKind.TABLE,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.INDEX,
          ObjectKind.SEQUENCE);

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_$]+");

  private final Snapshot all;
  private final Set<String> words;

  /** An object with its parts. */
  private record Whole(String schema, String name) {
    static Whole of(ObjectId id) {
      return new Whole(id.schema(), id.parent().isEmpty() ? id.name() : id.parent());
    }
  }

  private Nearby(Snapshot all, String text) {
    this.all = all;
    this.words = words(text);
  }

  /** The part that these statements may touch. */
  static Snapshot of(Snapshot all, String text) {
    return new Nearby(all, text).part();
  }

  private Snapshot part() {
    Map<Whole, Set<Whole>> needs = new HashMap<>();
    Map<Whole, Set<Whole>> dependents = new HashMap<>();
    all.dependencies()
        .forEach((id, needed) -> needed.forEach(need -> link(needs, dependents, id, need)));
    Set<Whole> many = new HashSet<>();
    for (SchemaObject object : all.objects().values()) {
      if (MANY.contains(object.id().kind())) {
        many.add(Whole.of(object.id()));
      }
      if (object instanceof Inheritance child) {
        link(needs, dependents, child.id(), child.parent());
      }
    }
    Set<Whole> named = new HashSet<>();
    Set<Whole> others = new HashSet<>();
    for (ObjectId id : all.objects().keySet()) {
      Whole whole = Whole.of(id);
      if (isNamed(whole.name())) {
        named.add(whole);
      } else if (!many.contains(whole)) {
        others.add(whole);
      }
    }
    Set<Whole> kept = closure(named, dependents);
    kept.addAll(others);
    kept = closure(kept, needs);
    return kept(kept);
  }

  private static void link(
      Map<Whole, Set<Whole>> needs,
      Map<Whole, Set<Whole>> dependents,
      ObjectId one,
      ObjectId needed) {
    Whole from = Whole.of(one);
    Whole to = Whole.of(needed);
    needs.computeIfAbsent(from, k -> new HashSet<>()).add(to);
    dependents.computeIfAbsent(to, k -> new HashSet<>()).add(from);
  }

  private boolean isNamed(String name) {
    int arguments = name.indexOf('(');
    String own = arguments > 0 ? name.substring(0, arguments) : name;
    return words.containsAll(words(own));
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>(List.of(NO_WORD.split(text.toLowerCase(Locale.ROOT))));
    words.remove("");
    return words;
  }

  private static Set<Whole> closure(Collection<Whole> from, Map<Whole, Set<Whole>> edges) {
    Set<Whole> reached = new HashSet<>(from);
    Deque<Whole> queue = new ArrayDeque<>(from);
    while (!queue.isEmpty()) {
      for (Whole next : edges.getOrDefault(queue.remove(), Set.of())) {
        if (reached.add(next)) {
          queue.add(next);
        }
      }
    }
    return reached;
  }

  private Snapshot kept(Set<Whole> kept) {
    return new Snapshot(
        all.environment(),
        only(kept, all.objects()),
        only(kept, all.dependencies()),
        only(kept, all.attached()),
        all.notManaged());
  }

  private static <T> SortedMap<ObjectId, T> only(Set<Whole> kept, SortedMap<ObjectId, T> map) {
    SortedMap<ObjectId, T> result = new TreeMap<>(map);
    result.keySet().removeIf(id -> !kept.contains(Whole.of(id)));
    return result;
  }
}
