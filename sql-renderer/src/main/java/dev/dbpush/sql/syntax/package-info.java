/**
 * SQL text: the scanner, the statement splitter, identifiers and positions.
 *
 * <p>Everything here is lossless: statements and the gaps between them concatenate to the text that
 * was read, and no text is ever printed again from a parse tree.
 */
@NullMarked
package dev.dbpush.sql.syntax;

import org.jspecify.annotations.NullMarked;
