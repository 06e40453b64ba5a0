/** Runs a script against a live database: the lock, the wire, retries, failures. */
@NullMarked
package dev.dbpush.core.exec;

import org.jspecify.annotations.NullMarked;
