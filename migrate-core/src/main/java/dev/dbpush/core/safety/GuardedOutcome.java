package dev.dbpush.core.safety;

import dev.dbpush.core.PushOutcome;
import dev.dbpush.sql.script.Script;
import org.jspecify.annotations.Nullable;

/**
 * What a downgrade did, or would do.
 *
 * @param script what ran, or would run
 * @param run what it did; null for a dry run
 */
public record GuardedOutcome(Script script, @Nullable PushOutcome run) {}
