/** The verbs as a command line: options, output and exit codes; the work is the engine's. */
@NullMarked
package dev.dbpush.cli;

import org.jspecify.annotations.NullMarked;
