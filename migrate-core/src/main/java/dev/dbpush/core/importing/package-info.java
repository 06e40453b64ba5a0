/**
 * Adoption of another tool's migrations: its folder becomes a chain of ours, its history table says
 * what a database already has.
 */
@NullMarked
package dev.dbpush.core.importing;

import org.jspecify.annotations.NullMarked;
