package dev.dbpush.core.corpus;

import dev.dbpush.core.chain.Target;
import java.io.IOException;

/** What imports and pushes a chain: the engine in this process, or the Maven goals. */
interface ChainTool {
  /** Converts the source folder into migrations. */
  void importFiles() throws IOException;

  /**
   * Pushes to the head; true if there was nothing to do.
   *
   * @throws dev.dbpush.core.MigrationException if the push failed
   */
  boolean push() throws IOException;

  /**
   * Goes down.
   *
   * @throws dev.dbpush.core.MigrationException if the downgrade failed
   */
  void downgrade(Target target) throws IOException;
}
