/**
 * Changes as SQL: the statements that a careful person would write.
 *
 * <p>One class a kind of object. Names are quoted only where they must be, and written without the
 * default schema, which migrations run with as the search path.
 */
@NullMarked
package dev.dbpush.sql.render;

import org.jspecify.annotations.NullMarked;
