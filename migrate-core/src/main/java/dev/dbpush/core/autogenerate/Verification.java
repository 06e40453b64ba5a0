package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.authoring.NewMigration.Prepared;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.safety.SchemaDump;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.schema.Snapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Runs a migration that is not written yet, both ways, and compares what comes of it. */
final class Verification {
  private static final String THREAD = "dbpush pg_dump";

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
   * @return the schema that it leads to
   * @throws MigrationException if it does not lead where it should, or not back
   */
  Snapshot run(
      Scratch scratch,
      @Nullable Scratch models,
      Prepared prepared,
      @Nullable RevisionId head,
      Snapshot before,
      Snapshot after) {
    ChainWith chain = new ChainWith(config.folder(), prepared.file().name(), prepared.text());
    CompletableFuture<String> dumped = begin(models);
    String old = join(begin(scratch));
    String wanted = join(dumped);
    attempt("up", prepared, () -> scratch.push(chain, Target.HEAD));
    Snapshot reached = compare("up", prepared, scratch, after, models == null ? null : wanted);
    Target back = head == null ? Target.BASE : new Target.Exactly(head.value());
    attempt("down", prepared, () -> scratch.downgrade(chain, back));
    compare("down", prepared, scratch, before, old);
    return reached;
  }

  /** A dump, while the caller does something else; of nothing where it is not asked for. */
  private CompletableFuture<String> begin(@Nullable Scratch scratch) {
    SchemaDump program = dump;
    return program == null || scratch == null
        ? CompletableFuture.completedFuture("")
        : CompletableFuture.supplyAsync(
            () -> scratch.dump(program), run -> new Thread(run, THREAD).start());
  }

  private static String join(CompletableFuture<String> dumped) {
    try {
      return dumped.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void attempt(String section, Prepared prepared, Runnable run) {
    try {
      run.run();
    } catch (MigrationException e) {
      throw failure("does not run on a scratch database:\n" + e.report(), section, prepared, e);
    }
  }

  /** By the catalog, and by pg_dump for what the snapshots overlook. */
  private Snapshot compare(
      String section,
      Prepared prepared,
      Scratch scratch,
      Snapshot wanted,
      @Nullable String wantedDump) {
    CompletableFuture<String> dumped = begin(wantedDump == null ? null : scratch);
    Snapshot reached = scratch.snapshot();
    String reachedDump = join(dumped);
    compare(section, prepared, reached, wanted);
    if (dump != null && wantedDump != null) {
      compare(section, prepared, dump, reachedDump, wantedDump);
    }
    return reached;
  }

  private static void compare(
      String section, Prepared prepared, SchemaDump dump, String reached, String wanted) {
    List<String> differences = SchemaDump.differences(reached, wanted);
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
