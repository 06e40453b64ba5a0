package dev.dbpush.core.health;

import java.util.List;

/**
 * What a repair led to.
 *
 * @param done the objects that are repaired
 * @param failed what the server refused, a line each
 * @param after the database as it is now
 */
public record FixOutcome(List<String> done, List<String> failed, HealthReport after) {

  /** Copies the lists. */
  public FixOutcome {
    done = List.copyOf(done);
    failed = List.copyOf(failed);
  }
}
