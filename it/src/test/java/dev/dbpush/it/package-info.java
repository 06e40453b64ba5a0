/** What the scripts of the scenarios share. */
@NullMarked
package dev.dbpush.it;

import org.jspecify.annotations.NullMarked;
