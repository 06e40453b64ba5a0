/**
 * Reads the catalog of a PostgreSQL database into a snapshot.
 *
 * <p>One message to the server holds all queries, whatever the number of objects, so reading costs
 * one round trip. PostgreSQL documentation, chapter 53 (system catalogs).
 */
@NullMarked
package dev.dbpush.core.catalog;

import org.jspecify.annotations.NullMarked;
