package dev.dbpush.core.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what waits for itself: the strongly connected components with more than one node. */
final class Circles {
  private Circles() {}

  /** The number of the circle of every node that is in one; without recursion. */
  static <T> Map<T, Integer> of(Collection<T> nodes, Map<T, Set<T>> successors) {
    Set<T> among = new HashSet<>(nodes);
    Map<T, List<T>> predecessors = new LinkedHashMap<>();
    for (T node : nodes) {
      for (T next : successors.get(node)) {
        if (among.contains(next)) {
          predecessors.computeIfAbsent(next, k -> new ArrayList<>()).add(node);
        }
      }
    }
    Map<T, Integer> result = new LinkedHashMap<>();
    Set<T> seen = new HashSet<>();
    int number = 0;
    List<T> finished = finished(nodes, successors, among);
    for (int i = finished.size() - 1; i >= 0; i--) {
      List<T> circle = new ArrayList<>();
      Deque<T> open = new ArrayDeque<>(List.of(finished.get(i)));
      while (!open.isEmpty()) {
        T node = open.pop();
        if (seen.add(node)) {
          circle.add(node);
          predecessors.getOrDefault(node, List.of()).forEach(open::push);
        }
      }
      if (circle.size() > 1) {
        number++;
        for (T node : circle) {
          result.put(node, number);
        }
      }
    }
    return result;
  }

  /** The nodes in the order in which a depth-first walk leaves them. */
  private static <T> List<T> finished(
      Collection<T> nodes, Map<T, Set<T>> successors, Set<T> among) {
    List<T> finished = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (T start : nodes) {
      Deque<T> path = new ArrayDeque<>();
      Deque<Iterator<T>> ways = new ArrayDeque<>();
      if (seen.add(start)) {
        path.push(start);
        ways.push(successors.get(start).iterator());
      }
      while (!path.isEmpty()) {
        if (!ways.element().hasNext()) {
          finished.add(path.pop());
          ways.pop();
          continue;
        }
        T next = ways.element().next();
        if (among.contains(next) && seen.add(next)) {
          path.push(next);
          ways.push(successors.get(next).iterator());
        }
      }
    }
    return finished;
  }
}
