/** Throw-away databases, made on a server and dropped again. */
@NullMarked
package dev.dbpush.core.scratch;

import org.jspecify.annotations.NullMarked;
