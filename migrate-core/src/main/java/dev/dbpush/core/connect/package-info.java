/** Where the database is and how to get in: URLs in every common form, credentials, retries. */
@NullMarked
package dev.dbpush.core.connect;

import org.jspecify.annotations.NullMarked;
