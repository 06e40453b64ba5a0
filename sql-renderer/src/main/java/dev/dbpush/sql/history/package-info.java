/** The SQL of the history table, its guard and its writes, shared by the executor and the script. */
@NullMarked
package dev.dbpush.sql.history;

import org.jspecify.annotations.NullMarked;
