package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.authoring.NewMigration.Prepared;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.safety.SchemaDump;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.schema.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a migration that is not written yet, both ways, and compares what comes of it. */
final class Verification {
  private final AutogenerateConfig config;
  private final @Nullable SchemaDump dump;

  /**
   * Compares.
   *
   * @param dump asked beside the comparison of catalogs; null where none is installed
   */
  Verification(AutogenerateConfig config, @Nullable SchemaDump dump) {
    this.config = config;
    this.dump = dump;
  }

  /**
   * Runs it on a scratch database that is at the chain's head, and is there again afterwards.
   *
   * @param models a scratch database with the models; null where there are none to compare with
   * @throws MigrationException if it does not lead where it should, or not back
   */
  void run(
      Scratch scratch,
      @Nullable Scratch models,
      Prepared prepared,
      @Nullable RevisionId head,
      Snapshot before,
      Snapshot after) {
    ChainWith chain = new ChainWith(config.folder(), prepared.file().name(), prepared.text());
    String old = dump == null ? "" : scratch.dump(dump);
    attempt("up", prepared, () -> scratch.push(chain, Target.HEAD));
    compare("up", prepared, scratch.snapshot(), after);
    if (dump != null && models != null) {
      compare("up", prepared, scratch, models.dump(dump));
    }
    Target back = head == null ? Target.BASE : new Target.Exactly(head.value());
    attempt("down", prepared, () -> scratch.downgrade(chain, back));
    compare("down", prepared, scratch.snapshot(), before);
    compare("down", prepared, scratch, old);
  }

  private static void attempt(String section, Prepared prepared, Runnable run) {
    try {
      run.run();
    } catch (MigrationException e) {
      throw failure("does not run on a scratch database:\n" + e.report(), section, prepared, e);
    }
  }

  /** A second opinion, for what the snapshots overlook. */
  private void compare(String section, Prepared prepared, Scratch scratch, String wanted) {
    if (dump == null) {
      return;
    }
    List<String> differences = SchemaDump.differences(scratch.dump(dump), wanted);
    if (!differences.isEmpty()) {
      throw failure(
          "does not lead where it should, as pg_dump "
              + dump.major()
              + " sees it:\n"
              + String.join("\n", differences),
          section,
          prepared,
          null);
    }
  }

  private void compare(String section, Prepared prepared, Snapshot reached, Snapshot wanted) {
    List<String> differences = comparable(reached).differences(comparable(wanted));
    if (!differences.isEmpty()) {
      throw failure(
          "does not lead where it should:\n" + String.join("\n", differences),
          section,
          prepared,
          null);
    }
  }

  private Snapshot comparable(Snapshot snapshot) {
    return config.diff().ownership() ? snapshot : snapshot.withoutOwners();
  }

  private static MigrationException failure(
      String message, String section, Prepared prepared, @Nullable Throwable cause) {
    return new MigrationException(
        "nothing was written: the "
            + section
            + " section of this migration "
            + message
            + "\n\n"
            + prepared.text(),
        "write this change by hand (db:new), beginning with the text above",
        cause);
  }
}
