/** The roles that docs/roles makes: what they can do, and what they cannot. */
@NullMarked
package dev.dbpush.core.roles;

import org.jspecify.annotations.NullMarked;
