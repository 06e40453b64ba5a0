/** Runs pairs of schemas through diff and back: the measure of the diff. */
@NullMarked
package dev.dbpush.core.pairs;

import org.jspecify.annotations.NullMarked;
