/**
 * An application migrates its database before it serves: where its migrations are, and one call.
 */
@NullMarked
package dev.dbpush.core.startup;

import org.jspecify.annotations.NullMarked;
