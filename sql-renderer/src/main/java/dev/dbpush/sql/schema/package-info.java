/**
 * The shape of a database: immutable records of the objects in the managed schemas, as PostgreSQL's
 * catalog holds them, and the dependencies between them.
 *
 * <p>Definitions are the server's own canonical texts ({@code pg_get_…}), read with the search path
 * that migrations run with, so they can be compared as text and executed as they stand.
 */
@NullMarked
package dev.dbpush.sql.schema;

import org.jspecify.annotations.NullMarked;
