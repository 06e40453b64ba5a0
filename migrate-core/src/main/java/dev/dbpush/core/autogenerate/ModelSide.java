package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.model.ModelException;
import dev.dbpush.core.model.ModelText;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.statement.StatementKind;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models' side of a comparison: their schema, kept from run to run, and a scratch database with
 * them where one is needed. One thread at a time.
 */
final class ModelSide implements AutoCloseable {
  private final AutogenerateConfig config;
  private final List<ModelText> texts;
  private final SnapshotCache cache;
  private final String key;
  private final int serverMajor;
  private @Nullable Snapshot snapshot;
  private @Nullable Scratch scratch;

  /**
   * Has the models written down as SQL.
   *
   * @throws MigrationException for a model that cannot be had
   */
  ModelSide(AutogenerateConfig config) {
    this.config = config;
    this.serverMajor = Scratch.serverMajor(config);
    try {
      this.texts = config.models().texts(serverMajor);
    } catch (ModelException e) {
      throw new MigrationException(String.valueOf(e.getMessage()), "", e);
    }
    this.cache = SnapshotCache.ofModels(config.cache());
    this.key = SnapshotCache.key(config, texts, serverMajor);
    this.snapshot = cache.find(key).orElse(null);
  }

  int serverMajor() {
    return serverMajor;
  }

  /** Whether these very models were made before, and what came of them is known. */
  boolean isKept() {
    return snapshot != null;
  }

  /** Whether making the models changes nothing but one database. */
  boolean staysInside() {
    try {
      return texts.stream()
          .flatMap(
              text ->
                  StatementSplitter.split(text.sql(), StatementSplitter.MetaCommands.SKIP)
                      .statements()
                      .stream())
          .map(StatementKind::effectOutsideDatabase)
          .noneMatch(Optional::isPresent);
    } catch (SqlSyntaxException e) {
      return false; // told with its place when the models are made
    }
  }

  /** The schema. */
  Snapshot snapshot() {
    Snapshot known = snapshot;
    if (known == null) {
      known = scratch().snapshot();
      if (staysInside()) { // else what they make for all has to be there before the chain
        cache.keep(key, known);
      }
      snapshot = known;
    }
    return known;
  }

  /** A scratch database with the models. */
  Scratch scratch() {
    Scratch made = scratch;
    if (made == null) {
      made = Scratch.of(config, texts);
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
