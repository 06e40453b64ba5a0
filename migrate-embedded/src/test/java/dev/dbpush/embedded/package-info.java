/** Tests on real servers, real processes and real kills. */
@NullMarked
package dev.dbpush.embedded;

import org.jspecify.annotations.NullMarked;
