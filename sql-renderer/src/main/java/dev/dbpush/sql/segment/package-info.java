/** Splits a section into segments: statements of one transaction, or one that must run outside one. */
@NullMarked
package dev.dbpush.sql.segment;

import org.jspecify.annotations.NullMarked;
