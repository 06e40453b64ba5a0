/** Tests of the measurements, and of the hazard rules by them. */
@NullMarked
package dev.dbpush.core.measure;

import org.jspecify.annotations.NullMarked;
