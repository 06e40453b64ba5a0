/** Measures pushes beside other tools, in one run on one machine. Not part of the test run. */
@NullMarked
package dev.dbpush.core.bench;

import org.jspecify.annotations.NullMarked;
