package dev.dbpush.sql.script;

import java.util.List;

/**
 * A rendered plan. What the executor sends and what the writer prints.
 *
 * @param options what it was rendered with
 * @param header the session's set-up: procedures, lock, history tables
 * @param steps the steps in their order
 * @param footer gives the lock back
 * @param digest {@code sha256:} and the digits over every statement of the steps and the pinned
 *     settings; not over comments, and not over the literals of the header
 */
public record Script(
    ScriptOptions options,
    List<ScriptStatement> header,
    List<ScriptStep> steps,
    List<ScriptStatement> footer,
    String digest) {

  /** Copies the lists. */
  public Script {
    header = List.copyOf(header);
    steps = List.copyOf(steps);
    footer = List.copyOf(footer);
  }

  /** How many statements of the migrations themselves are in it. */
  public int statementCount() {
    return steps.stream().mapToInt(ScriptStep::statementCount).sum();
  }

  /** How many segments are in it. */
  public int segmentCount() {
    return steps.stream().mapToInt(step -> step.segments().size()).sum();
  }
}
