package dev.dbpush.core.startup;

import dev.dbpush.sql.file.RevisionId;
import java.time.Duration;
import java.util.List;

/**
 * What a start-up did.
 *
 * @param source where the migrations came from, such as {@code classpath:migrations}
 * @param reason why from there
 * @param pushed what this instance ran, in order; none where nothing was pending, another instance
 *     did it, or it only validated
 * @param took from the first look to the last statement
 */
public record StartupOutcome(String source, String reason, List<RevisionId> pushed, Duration took) {

  /** Copies the list. */
  public StartupOutcome {
    pushed = List.copyOf(pushed);
  }
}
