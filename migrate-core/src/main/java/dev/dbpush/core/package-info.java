/**
 * The engine's front: what a build, a command line or an application calls. Everything public here
 * is API; the other packages may change.
 */
@NullMarked
package dev.dbpush.core;

import org.jspecify.annotations.NullMarked;
