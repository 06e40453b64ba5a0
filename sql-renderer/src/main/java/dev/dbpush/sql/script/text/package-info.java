/**
 * A script as text: for {@code psql}, for any client that sends one statement at a time, for a
 * rehearsal, and the read-only checks that go with it. The same script gives the same bytes.
 */
@NullMarked
package dev.dbpush.sql.script.text;

import org.jspecify.annotations.NullMarked;
