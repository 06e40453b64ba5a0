/**
 * Reads {@code ALTER TABLE} and {@code CREATE TABLE} into values: which actions, on which columns,
 * with which constraints.
 *
 * <p>The readers know every sub-command of PostgreSQL 14 to 18. What they do not know is an action
 * of kind {@link dev.dbpush.sql.alter.AlterKind#UNKNOWN}, or no table at all; nothing is guessed.
 * All names are as the server knows them, all texts are slices of the source.
 */
@NullMarked
package dev.dbpush.sql.alter;

import org.jspecify.annotations.NullMarked;
