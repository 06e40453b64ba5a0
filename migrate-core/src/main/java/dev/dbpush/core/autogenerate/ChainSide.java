package dev.dbpush.core.autogenerate;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.statement.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A chain as the schema that it makes. A scratch database is made when it is needed; the end of a
 * chain that was seen before needs none. One thread at a time.
 */
final class ChainSide implements AutoCloseable {
  private static final String THREAD = "dbpush chain";

  private final AutogenerateConfig config;
  private final Chain chain;
  private final int serverMajor;
  private final SnapshotCache cache;
  private final String key;
  private @Nullable Scratch scratch;
  private @Nullable Snapshot end;
  private @Nullable CompletableFuture<Scratch> prepared;

  ChainSide(AutogenerateConfig config, Chain chain, int serverMajor) {
    this.config = config;
    this.chain = chain;
    this.serverMajor = serverMajor;
    this.cache = new SnapshotCache(config.cache());
    this.key = SnapshotCache.key(config, chain, serverMajor);
  }

  /** The schema at the chain's end. */
  Snapshot end() {
    Snapshot known = end;
    if (known == null) {
      Optional<Snapshot> kept = cache.find(key);
      if (kept.isPresent()) {
        known = kept.get();
      } else {
        known = scratch().snapshot();
        cache.keep(key, known);
      }
      end = known;
    }
    return known;
  }

  /**
   * The schema at one of the chain's revisions; to be asked before the end.
   *
   * @param revision null for base
   */
  Snapshot at(@Nullable RevisionId revision) {
    boolean isEnd = revision == null ? chain.isEmpty() : chain.heads().equals(List.of(revision));
    if (isEnd) {
      return end();
    }
    Scratch database = database();
    if (revision != null) {
      database.push(config.folder(), new Target.Exactly(revision.value()));
    }
    return database.snapshot();
  }

  /** What the chain leads to with one more migration, for the next run. */
  void keep(MigrationFile next, Snapshot reached) {
    List<MigrationFile> longer = new ArrayList<>(chain.revisions());
    longer.add(next);
    cache.keep(SnapshotCache.key(config, Chain.of(longer), serverMajor), reached);
  }

  /**
   * Begins to make the scratch database at the chain's end, beside what the caller does; nothing
   * where it would touch more than that database. What fails is told when it is asked for.
   */
  void prepare() {
    if (prepared == null
        && chain.revisions().stream()
            .flatMap(file -> file.up().statements().stream())
            .map(StatementKind::effectOutsideDatabase)
            .noneMatch(Optional::isPresent)) {
      prepared = CompletableFuture.supplyAsync(this::push, run -> new Thread(run, THREAD).start());
    }
  }

  /** A scratch database at the chain's end. */
  Scratch scratch() {
    CompletableFuture<Scratch> coming = prepared;
    if (coming == null) {
      coming = CompletableFuture.completedFuture(push());
      prepared = coming;
    }
    try {
      return coming.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private Scratch push() {
    Scratch database = database();
    if (!chain.isEmpty()) {
      database.push(config.folder(), Target.HEADS);
    }
    return database;
  }

  private Scratch database() {
    Scratch made = scratch;
    if (made == null) {
      made = Scratch.create(config);
      scratch = made;
    }
    return made;
  }

  @Override
  public void close() {
    CompletableFuture<Scratch> coming = prepared;
    if (coming != null) {
      coming.handle((database, failure) -> database).join();
    }
    if (scratch != null) {
      scratch.close();
    }
  }
}
