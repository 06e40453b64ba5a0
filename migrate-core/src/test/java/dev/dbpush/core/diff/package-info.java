/** Tests of the diff against a real PostgreSQL. */
@NullMarked
package dev.dbpush.core.diff;

import org.jspecify.annotations.NullMarked;
