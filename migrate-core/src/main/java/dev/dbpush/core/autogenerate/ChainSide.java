package dev.dbpush.core.autogenerate;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.schema.Snapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chain as the schema that it makes. A scratch database is made when it is needed; the end of a
 * chain that was seen before needs none. One thread at a time.
 */
final class ChainSide implements AutoCloseable {
  private final AutogenerateConfig config;
  private final Chain chain;
  private final SnapshotCache cache;
  private final String key;
  private @Nullable Scratch scratch;
  private @Nullable Snapshot end;
  private boolean atEnd;

  ChainSide(AutogenerateConfig config, Chain chain, int serverMajor) {
    this.config = config;
    this.chain = chain;
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

  /** A scratch database at the chain's end. */
  Scratch scratch() {
    Scratch database = database();
    if (!atEnd) {
      if (!chain.isEmpty()) {
        database.push(config.folder(), Target.HEADS);
      }
      atEnd = true;
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
    if (scratch != null) {
      scratch.close();
    }
  }
}
