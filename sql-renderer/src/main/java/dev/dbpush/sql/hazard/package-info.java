/**
 * What a statement may cost: locks, rewrites, scans, lost data, broken applications.
 *
 * <p>Feed statements in their order to a {@link dev.dbpush.sql.hazard.StatementAnalyzer}; each gives an
 * {@link dev.dbpush.sql.hazard.Assessment}. Everything is decided from text: from the statement, from
 * what the statements before it made, and from the server's version. What cannot be known is judged
 * for the worst.
 */
@NullMarked
package dev.dbpush.sql.hazard;

import org.jspecify.annotations.NullMarked;
