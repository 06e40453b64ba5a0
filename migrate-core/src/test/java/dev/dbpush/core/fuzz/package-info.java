/** Inputs that a broken or hostile hand made: no crash, no hang, no unclear error. */
@NullMarked
package dev.dbpush.core.fuzz;

import org.jspecify.annotations.NullMarked;
