/** Writes JSON, with nothing but what this project needs. */
@NullMarked
package dev.dbpush.sql.json;

import org.jspecify.annotations.NullMarked;
