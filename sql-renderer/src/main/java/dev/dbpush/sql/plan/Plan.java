package dev.dbpush.sql.plan;

import java.util.List;

/**
 * What runs, in order.
 *
 * @param steps the steps; none where the database is where it should be
 */
public record Plan(List<Step> steps) {

  /** Copies the list. */
  public Plan {
    steps = List.copyOf(steps);
  }

  /** Whether there is nothing to run. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }
}
