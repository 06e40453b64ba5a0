/** The plan: which revisions run, in which order, in which direction. */
@NullMarked
package dev.dbpush.sql.plan;

import org.jspecify.annotations.NullMarked;
