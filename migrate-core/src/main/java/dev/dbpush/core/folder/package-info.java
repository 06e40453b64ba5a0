/**
 * Reads the folder of migrations, or another source of them, and writes it: all of a change or
 * none.
 */
@NullMarked
package dev.dbpush.core.folder;

import org.jspecify.annotations.NullMarked;
