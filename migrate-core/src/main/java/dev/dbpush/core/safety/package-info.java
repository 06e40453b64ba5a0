/** Verbs that destroy, what stands before them, and the mark that forbids them. */
@NullMarked
package dev.dbpush.core.safety;

import org.jspecify.annotations.NullMarked;
