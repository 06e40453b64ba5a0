package dev.dbpush.core.safety;

/**
 * What became of a database's protection.
 *
 * @param database its name
 * @param on whether it is protected now
 * @param changed whether it was not so before
 */
public record ProtectOutcome(String database, boolean on, boolean changed) {}
