package dev.dbpush.core.scratch;

/** Where scratch databases are made, if any are. Thread-safe. */
public interface ScratchPlace {

  /**
   * The server's major version.
   *
   * @throws dev.dbpush.core.MigrationException if it cannot be asked
   */
  int major();

  /** A name that two places share only if the same statements make the same schema on both. */
  String identity();

  /**
   * The server, started if it has to be.
   *
   * @throws dev.dbpush.core.MigrationException if there is none
   */
  ScratchServer server();
}
