/**
 * The project's entities as a model: its own persistence provider is asked for the DDL, through the
 * JPA interfaces only, in a class loader that is closed afterwards.
 */
@NullMarked
package dev.dbpush.core.model.jpa;

import org.jspecify.annotations.NullMarked;
