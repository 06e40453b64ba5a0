/**
 * The script: a plan rendered into the statements that run, as a value with two consumers. The
 * executor sends them, the writer prints them; neither adds or leaves out anything.
 */
@NullMarked
package dev.dbpush.sql.script;

import org.jspecify.annotations.NullMarked;
