/** Reads the history table. It is written by the script's own statements. */
@NullMarked
package dev.dbpush.core.history;

import org.jspecify.annotations.NullMarked;
