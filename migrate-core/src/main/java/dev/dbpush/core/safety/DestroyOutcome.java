package dev.dbpush.core.safety;

import dev.dbpush.core.PushOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a nuke or a reset did, or would do.
 *
 * @param verb {@code nuke} or {@code reset}
 * @param database the database's name
 * @param lost what it dropped: {@code 12 tables}, {@code 1 view}; empty where nothing was there
 * @param losses the same with tables one by one and their rows: {@code table public.member: 3 rows}
 * @param statements the drops, in their order
 * @param passes in how many transactions
 * @param dryRun whether nothing was run
 * @param backup the dump that was taken first; null for none
 * @param pushed what was pushed afterwards; null for nothing
 * @param took from the first connection to the last statement
 */
public record DestroyOutcome(
    String verb,
    String database,
    List<String> lost,
    List<String> losses,
    List<String> statements,
    int passes,
    boolean dryRun,
    @Nullable Path backup,
    @Nullable PushOutcome pushed,
    Duration took) {

  /** Copies the lists. */
  public DestroyOutcome {
    lost = List.copyOf(lost);
    losses = List.copyOf(losses);
    statements = List.copyOf(statements);
  }

  DestroyOutcome withPushed(PushOutcome outcome) {
    return new DestroyOutcome(
        verb,
        database,
        lost,
        losses,
        statements,
        passes,
        dryRun,
        backup,
        outcome,
        took.plus(outcome.took()));
  }
}
