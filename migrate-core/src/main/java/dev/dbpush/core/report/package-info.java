/**
 * What the outcome of a verb looks like, as lines of text and as JSON. Values in, texts out;
 * nothing is printed here.
 */
@NullMarked
package dev.dbpush.core.report;

import org.jspecify.annotations.NullMarked;
