/** Random schemas over all kinds of objects, and random changes of them, for the diff. */
@NullMarked
package dev.dbpush.core.randommodels;

import org.jspecify.annotations.NullMarked;
