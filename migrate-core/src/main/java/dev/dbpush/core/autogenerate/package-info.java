/**
 * Migrations written by comparing models, chain and database, each read from a real server. Nothing
 * is written that was not run both ways on a scratch database.
 */
@NullMarked
package dev.dbpush.core.autogenerate;

import org.jspecify.annotations.NullMarked;
