package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.QualifiedName;

/**
 * A relation that a statement locks.
 *
 * @param table its name; without a schema where that is the first one of the search path
 * @param mode the strongest lock that the statement takes on it
 */
public record LockedTable(QualifiedName table, LockMode mode) {}
