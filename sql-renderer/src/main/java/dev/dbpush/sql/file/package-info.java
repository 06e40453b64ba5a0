/**
 * The migration file: its header, its up and down sections, its checksums, and a new file's text.
 */
@NullMarked
package dev.dbpush.sql.file;

import org.jspecify.annotations.NullMarked;
