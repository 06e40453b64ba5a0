/** Tests of the auto-configuration with a real application context and a real PostgreSQL. */
@NullMarked
package dev.dbpush.spring;

import org.jspecify.annotations.NullMarked;
