package dev.dbpush.sql.script;

import dev.dbpush.sql.plan.Step;
import java.util.List;

/**
 * A rendered step.
 *
 * @param step what it does
 * @param hash of all its segments and the pinned settings; part of the script's digest
 * @param done how many of its segments the history already holds; those are not in {@code segments}
 * @param segments what is left to run, in order
 */
public record ScriptStep(Step step, String hash, int done, List<ScriptSegment> segments) {

  /** Copies the list. */
  public ScriptStep {
    segments = List.copyOf(segments);
  }

  /** How many statements of the migration itself are left to run. */
  public int statementCount() {
    return segments.stream().mapToInt(segment -> segment.body().size()).sum();
  }
}
