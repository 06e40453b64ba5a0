/**
 * Runs statements on a scratch database and records what each really locked, rewrote and scanned, to
 * be set beside what the hazard rules say.
 */
@NullMarked
package dev.dbpush.core.measure;

import org.jspecify.annotations.NullMarked;
