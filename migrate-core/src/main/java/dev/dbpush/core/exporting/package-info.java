/** The way back out: a chain as another tool's folder of migrations. */
@NullMarked
package dev.dbpush.core.exporting;

import org.jspecify.annotations.NullMarked;
