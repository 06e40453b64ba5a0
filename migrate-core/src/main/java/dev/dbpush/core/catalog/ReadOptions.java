package dev.dbpush.core.catalog;

import java.util.List;
import java.util.Set;

/**
 * Which part of a database a snapshot holds.
 *
 * @param schemas the managed schemas; empty for all but the system's
 * @param defaultSchema the schema whose objects are written without it: the first of the search
 *     path
 * @param ignored tables of the tool itself, as {@code schema.table}
 */
public record ReadOptions(List<String> schemas, String defaultSchema, Set<String> ignored) {

  /** Copies the collections. */
  public ReadOptions {
    schemas = List.copyOf(schemas);
    ignored = Set.copyOf(ignored);
  }

  /** These schemas, the first one being the default. */
  public static ReadOptions of(List<String> schemas) {
    return new ReadOptions(schemas, schemas.isEmpty() ? "public" : schemas.get(0), Set.of());
  }

  /** Every schema but the system's, with {@code public} as the default. */
  public static ReadOptions allSchemas() {
    return of(List.of());
  }

  /** The same without a table of the tool's own. */
  public ReadOptions ignoring(Set<String> tables) {
    return new ReadOptions(schemas, defaultSchema, tables);
  }
}
