package dev.dbpush.core.autogenerate;

import dev.dbpush.core.safety.DestroyOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fresh beginning did, or would do.
 *
 * @param nuke what was dropped
 * @param removed the names of the files that were deleted
 * @param init what was written and pushed; null for a dry run
 */
public record FreshOutcome(DestroyOutcome nuke, List<String> removed, @Nullable DevOutcome init) {

  /** Copies the list. */
  public FreshOutcome {
    removed = List.copyOf(removed);
  }
}
