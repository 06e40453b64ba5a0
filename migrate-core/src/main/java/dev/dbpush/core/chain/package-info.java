/**
 * The chain of a folder's revisions, its lock file, and the planner: values only, no files, no
 * database.
 */
@NullMarked
package dev.dbpush.core.chain;

import org.jspecify.annotations.NullMarked;
