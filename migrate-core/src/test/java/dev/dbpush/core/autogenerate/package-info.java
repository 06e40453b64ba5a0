/** Tests of migrations written by comparison, on a real server. */
@NullMarked
package dev.dbpush.core.autogenerate;

import org.jspecify.annotations.NullMarked;
