/** Tests of entities as models, with real providers in class loaders of their own. */
@NullMarked
package dev.dbpush.core.model.jpa;

import org.jspecify.annotations.NullMarked;
