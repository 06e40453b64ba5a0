/**
 * What an operator wants to know of a database before the next push finds out, and what can be
 * repaired.
 */
@NullMarked
package dev.dbpush.core.health;

import org.jspecify.annotations.NullMarked;
