/** Tests of the look at a database, on a real PostgreSQL. */
@NullMarked
package dev.dbpush.core.health;

import org.jspecify.annotations.NullMarked;
