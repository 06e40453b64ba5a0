/**
 * The difference between two snapshots as ordered changes. Pure: no database, no files.
 *
 * <p>Every object gets a fate (made, dropped, altered, made anew); fates spread along the
 * dependencies; the resulting actions are the nodes of a graph, whose topological order is the
 * result.
 */
@NullMarked
package dev.dbpush.core.diff;

import org.jspecify.annotations.NullMarked;
