package dev.dbpush.core.safety;

import dev.dbpush.core.PushOutcome;
import dev.dbpush.sql.script.Script;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a push or a downgrade did, or would do.
 *
 * @param script what ran, or would run
 * @param losses what the down sections drop, such as {@code table member: 3 rows}
 * @param backup the dump that was taken first; null for none
 * @param run what it did; null for a dry run
 */
public record GuardedOutcome(
    Script script, List<String> losses, @Nullable Path backup, @Nullable PushOutcome run) {

  /** Copies the list. */
  public GuardedOutcome {
    losses = List.copyOf(losses);
  }
}
