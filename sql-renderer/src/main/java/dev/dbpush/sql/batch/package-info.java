/**
 * Batch ALTER: neighbouring {@code ALTER TABLE} statements on one table become one, where that
 * changes neither the outcome nor which locks are held during a long scan.
 *
 * <p>One {@code ALTER TABLE} runs its actions pass by pass, not in the order of the text, so a
 * merge is a reordering. It happens only where every pair of actions that changes places is known
 * to commute, whatever indexes, constraints, views and triggers the table may have. A merged
 * statement is made of slices of the sources; nothing is printed again from a parse tree.
 */
@NullMarked
package dev.dbpush.sql.batch;

import org.jspecify.annotations.NullMarked;
