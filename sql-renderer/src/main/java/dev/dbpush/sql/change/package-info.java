/** The differences between two snapshots, as an ordered list of changes. */
@NullMarked
package dev.dbpush.sql.change;

import org.jspecify.annotations.NullMarked;
