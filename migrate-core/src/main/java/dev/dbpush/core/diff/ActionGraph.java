package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.core.diff.Action.MergeReason;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Orders the actions: what must come first comes first, and the rest in a stable order. */
final class ActionGraph {
  private record Edge(Action from, Action to, boolean soft) {}

  private static final Set<ObjectKind> HOLDS_NO_DATA =
      EnumSet.of(
          ObjectKind.VIEW,
          ObjectKind.ROUTINE,
          ObjectKind.DEFAULT,
          ObjectKind.SEQUENCE_OWNER,
          ObjectKind.POLICY,
          ObjectKind.TRIGGER,
          ObjectKind.RULE,
          ObjectKind.STATISTICS,
          ObjectKind.CONSTRAINT);

  private final Collection<Action> actions;
  private final Predicate<Action> concurrently;
  private final List<Edge> edges = new ArrayList<>();

  ActionGraph(Collection<Action> actions, Predicate<Action> concurrently) {
    this.actions = actions;
    this.concurrently = concurrently;
  }

  void edge(Action from, Action to) {
    edges.add(new Edge(from, to, false));
  }

  /** An order that is nice to have: dropped where it would make a circle. */
  void softEdge(Action from, Action to) {
    edges.add(new Edge(from, to, true));
  }

  /**
   * The result: an order, or objects that must be made anew, instead of being altered, for one.
   *
   * @param actions the statements' actions in order; takes apart what cannot be one statement
   * @param anew what stands in the way; empty if nothing does
   */
  record Order(List<Action> actions, Set<ObjectId> anew) {}

  Order order() {
    for (int attempt = 0; ; attempt++) {
      Map<Action, Set<Action>> successors = successors();
      List<Action> order = sort(successors);
      if (order.size() == successors.size()) {
        return new Order(order, Set.of());
      }
      Set<Action> left = new LinkedHashSet<>(successors.keySet());
      order.forEach(left::remove);
      Map<Action, Integer> circles = Circles.of(left, successors);
      if (!dropSoft(circles) && !takeApart(circles)) {
        Set<ObjectId> anew = replaceable(circles.keySet());
        if (!anew.isEmpty()) {
          return new Order(List.of(), anew);
        }
        if (attempt > 1000) {
          throw new IllegalStateException("no order for " + circles.keySet());
        }
        breakCircle(circles);
      }
    }
  }

  /** Alterations that drop and create can stand for: the drop goes before, the creation behind. */
  private static Set<ObjectId> replaceable(Set<Action> circle) {
    Set<ObjectId> result = new TreeSet<>();
    for (Action action : circle) {
      if (action.kind == Kind.ALTER
          && !action.isMerged()
          && HOLDS_NO_DATA.contains(action.id.kind())) {
        result.add(action.id);
      }
    }
    return result;
  }

  private Map<Action, Set<Action>> successors() {
    Map<Action, Set<Action>> successors = new LinkedHashMap<>();
    for (Action action : actions) {
      if (!action.isMerged()) {
        successors.put(action, new LinkedHashSet<>());
      }
    }
    for (Edge edge : edges) {
      Action from = edge.from.representative();
      Action to = edge.to.representative();
      if (from != to) {
        successors.get(from).add(to);
      }
    }
    return successors;
  }

  private List<Action> sort(Map<Action, Set<Action>> successors) {
    Map<Action, Integer> waiting = new HashMap<>();
    successors.values().forEach(set -> set.forEach(to -> waiting.merge(to, 1, Integer::sum)));
    Map<Action, ActionOrder> ranks = ranks(successors, waiting);
    PriorityQueue<Action> ready = new PriorityQueue<>((a, b) -> compare(ranks, a, b));
    successors.keySet().stream().filter(a -> !waiting.containsKey(a)).forEach(ready::add);
    List<Action> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      Action next = ready.poll();
      order.add(next);
      for (Action to : successors.get(next)) {
        if (waiting.merge(to, -1, Integer::sum) == 0) {
          ready.add(to);
        }
      }
    }
    return order;
  }

  private static int compare(Map<Action, ActionOrder> ranks, Action one, Action two) {
    int order = ranks.get(one).compareTo(ranks.get(two));
    if (order == 0) {
      order = one.id.compareTo(two.id);
    }
    return order == 0 ? one.kind.compareTo(two.kind) : order;
  }

  /** An action is as urgent as the most urgent one that waits for it. */
  private Map<Action, ActionOrder> ranks(
      Map<Action, Set<Action>> successors, Map<Action, Integer> waiting) {
    Map<Action, Integer> left = new HashMap<>(waiting);
    List<Action> topological = new ArrayList<>();
    successors.keySet().stream().filter(a -> !left.containsKey(a)).forEach(topological::add);
    for (int i = 0; i < topological.size(); i++) {
      for (Action to : successors.get(topological.get(i))) {
        if (left.merge(to, -1, Integer::sum) == 0) {
          topological.add(to);
        }
      }
    }
    Map<Action, ActionOrder> ranks = new HashMap<>();
    successors.keySet().forEach(a -> ranks.put(a, ActionOrder.of(a, concurrently.test(a))));
    for (int i = topological.size() - 1; i >= 0; i--) {
      Action action = topological.get(i);
      ActionOrder rank = ranks.get(action);
      for (Action to : successors.get(action)) {
        ActionOrder next = ranks.get(to);
        if (next.section() < rank.section()) {
          rank = new ActionOrder(next.section(), next.group(), next.step() - 1, rank.id());
        }
      }
      ranks.put(action, rank);
    }
    return ranks;
  }

  private boolean dropSoft(Map<Action, Integer> circles) {
    return edges.removeIf(edge -> edge.soft && inCircle(edge, circles));
  }

  private static boolean inCircle(Edge edge, Map<Action, Integer> circles) {
    Integer circle = circles.get(edge.from.representative());
    return circle != null && circle.equals(circles.get(edge.to.representative()));
  }

  /** Takes parts out of the statements that wait for each other, the least bad kind first. */
  private boolean takeApart(Map<Action, Integer> circles) {
    for (MergeReason reason : MergeReason.values()) {
      if (reason == MergeReason.FIXED) {
        return false;
      }
      Set<Action> culprits = new HashSet<>();
      for (Edge edge : edges) {
        for (Action end : List.of(edge.from, edge.to)) {
          if (end.merged == reason
              && inCircle(edge, circles)
              && edge.from.representative() != edge.to.representative()) {
            culprits.add(end);
          }
        }
      }
      if (reason == MergeReason.SEQUENCE) { // serial is said of both the sequence and its owner
        actions.stream()
            .filter(a -> a.merged == MergeReason.SEQUENCE)
            .filter(a -> List.copyOf(culprits).stream().anyMatch(a::isMergedLike))
            .forEach(culprits::add);
      }
      if (!culprits.isEmpty()) {
        culprits.forEach(Action::takeOut);
        return true;
      }
    }
    return false;
  }

  /** The last resort: the drop or alteration that stands first goes first. */
  private void breakCircle(Map<Action, Integer> circles) {
    Action first =
        circles.keySet().stream()
            .min((a, b) -> a.kind == b.kind ? a.id.compareTo(b.id) : order(a) - order(b))
            .orElseThrow();
    edges.removeIf(edge -> edge.to.representative() == first && inCircle(edge, circles));
  }

  private static int order(Action action) {
    return action.kind == Kind.CREATE ? 2 : action.kind == Kind.ALTER ? 1 : 0;
  }
}
