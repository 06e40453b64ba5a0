/** The options that every front end has in common, read from their texts. */
@NullMarked
package dev.dbpush.core.options;

import org.jspecify.annotations.NullMarked;
