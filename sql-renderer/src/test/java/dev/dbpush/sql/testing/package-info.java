/** Inputs that several packages' tests share. */
@NullMarked
package dev.dbpush.sql.testing;

import org.jspecify.annotations.NullMarked;
