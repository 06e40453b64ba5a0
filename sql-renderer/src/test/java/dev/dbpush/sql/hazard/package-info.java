/** Tests of the hazard rules. */
@NullMarked
package dev.dbpush.sql.hazard;

import org.jspecify.annotations.NullMarked;
