/**
 * An application of Spring Boot 3 or 4 migrates itself before anything else uses its database. Only
 * classes that both have, under one name, are used here; what moved between them is named by text.
 */
@NullMarked
package dev.dbpush.spring;

import org.jspecify.annotations.NullMarked;
