/**
 * The verbs that write migration files, and the check that needs no database. They print nothing;
 * each returns what it did, or throws with everything that is in the way and has then written
 * nothing.
 */
@NullMarked
package dev.dbpush.core.authoring;

import org.jspecify.annotations.NullMarked;
