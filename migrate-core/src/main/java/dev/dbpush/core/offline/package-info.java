/** Scripts for a person to run: rendered from a history that is only read, or with no database at all. */
@NullMarked
package dev.dbpush.core.offline;

import org.jspecify.annotations.NullMarked;
