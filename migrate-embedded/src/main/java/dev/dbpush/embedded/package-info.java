/**
 * A real PostgreSQL server for development and scratch databases: unpacked from the binaries on
 * Maven Central, started, adopted, shared and stopped by plain processes and files. Knows nothing
 * of JDBC, Maven or migrations.
 */
@NullMarked
package dev.dbpush.embedded;

import org.jspecify.annotations.NullMarked;
