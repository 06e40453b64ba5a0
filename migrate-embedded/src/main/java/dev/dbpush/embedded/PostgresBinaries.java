package dev.dbpush.embedded;

import java.nio.file.Path;

/**
 * Where the programs of a PostgreSQL server are: a folder whose {@code bin} holds initdb, pg_ctl
 * and postgres.
 *
 * @see UnpackedBinaries
 */
@FunctionalInterface
public interface PostgresBinaries {
  /**
   * The home folder of a major version's programs; called only when they are needed.
   *
   * @throws EmbeddedPostgresException if there are none for this version or platform
   */
  Path home(int major);
}
