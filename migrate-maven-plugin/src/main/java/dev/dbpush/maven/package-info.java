/** The goals of the prefix {@code db}: parameters in, the engine's outcome to Maven's log. */
@NullMarked
package dev.dbpush.maven;

import org.jspecify.annotations.NullMarked;
