/** Tests of what destroys, on a real PostgreSQL. */
@NullMarked
package dev.dbpush.core.safety;

import org.jspecify.annotations.NullMarked;
