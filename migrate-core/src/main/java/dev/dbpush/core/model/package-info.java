/** Sources of the desired schema. */
@NullMarked
package dev.dbpush.core.model;

import org.jspecify.annotations.NullMarked;
