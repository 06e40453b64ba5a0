package dev.dbpush.core;

/**
 * What was said of a half-done revision.
 *
 * @param revision its id
 * @param slug its readable name
 * @param segment which segment
 * @param of how many its section has
 * @param done whether it is done
 */
public record ResolveOutcome(String revision, String slug, int segment, int of, boolean done) {}
