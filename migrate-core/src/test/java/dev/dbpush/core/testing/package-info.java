/**
 * The database fixture of the tests, shared with the modules above: a real server for each JVM, a
 * fresh database for each test or test class, and PostgreSQL's own client programs.
 */
@NullMarked
package dev.dbpush.core.testing;

import org.jspecify.annotations.NullMarked;
