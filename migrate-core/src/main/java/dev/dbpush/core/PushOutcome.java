package dev.dbpush.core;

import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.Script;
import java.time.Duration;
import java.util.List;

/**
 * What a push or a downgrade did.
 *
 * @param direction which verb it was
 * @param script what ran; without steps where there was nothing to do
 * @param current the applied heads afterwards
 * @param took from the first connection to the last statement
 */
public record PushOutcome(
    Direction direction, Script script, List<RevisionId> current, Duration took) {

  /** Copies the list. */
  public PushOutcome {
    current = List.copyOf(current);
  }

  /** Whether there was nothing to do. */
  public boolean isEmpty() {
    return script.steps().isEmpty();
  }
}
