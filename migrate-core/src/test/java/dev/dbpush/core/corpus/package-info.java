/** Tries real chains, which are not part of the project, against psql. */
@NullMarked
package dev.dbpush.core.corpus;

import org.jspecify.annotations.NullMarked;
