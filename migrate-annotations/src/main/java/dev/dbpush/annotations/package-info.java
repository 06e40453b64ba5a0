/** Annotations of entities, read from class files while a migration is written. */
@NullMarked
package dev.dbpush.annotations;

import org.jspecify.annotations.NullMarked;
