/** Pushes through a connection pooler. */
@NullMarked
package dev.dbpush.core.pooler;

import org.jspecify.annotations.NullMarked;
