/** Batched statements and their sources, compared on a real server. */
@NullMarked
package dev.dbpush.core.batch;

import org.jspecify.annotations.NullMarked;
