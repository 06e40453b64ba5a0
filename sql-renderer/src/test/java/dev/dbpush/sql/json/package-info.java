/** Tests of the JSON writer. */
@NullMarked
package dev.dbpush.sql.json;

import org.jspecify.annotations.NullMarked;
