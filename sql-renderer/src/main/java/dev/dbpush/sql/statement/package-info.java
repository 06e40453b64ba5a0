/**
 * What the tool must know about a single command: whether a transaction block may hold it, whether
 * it controls the transaction, changes the session, adds an enum label, or builds an index.
 *
 * <p>All of it is judged from the command's text alone. {@link
 * dev.dbpush.sql.statement.StatementKind} and {@link dev.dbpush.sql.statement.TransactionRules} are
 * the two ways in.
 */
@NullMarked
package dev.dbpush.sql.statement;

import org.jspecify.annotations.NullMarked;
