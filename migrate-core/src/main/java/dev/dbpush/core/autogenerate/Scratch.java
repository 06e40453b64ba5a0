package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.catalog.CatalogReader;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.folder.MigrationSource;
import dev.dbpush.core.model.ModelException;
import dev.dbpush.core.model.ModelText;
import dev.dbpush.core.model.SqlModel;
import dev.dbpush.core.safety.SchemaDump;
import dev.dbpush.core.scratch.ScratchChain;
import dev.dbpush.sql.history.HistoryTable;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.syntax.QualifiedName;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A scratch database on which a chain is pushed or models are made. One thread at a time. */
final class Scratch implements AutoCloseable {
  private final AutogenerateConfig config;
  private final ScratchChain database;

  private Scratch(AutogenerateConfig config) {
    this.config = config;
    this.database =
        ScratchChain.create(config.scratch().server(), config.script(), config.listener());
  }

  /** An empty one. */
  static Scratch create(AutogenerateConfig config) {
    return new Scratch(config);
  }

  /** The major version of the server that they are made on. */
  static int serverMajor(AutogenerateConfig config) {
    return config.scratch().major();
  }

  /** One that holds the models. */
  static Scratch of(AutogenerateConfig config, List<ModelText> models) {
    Set<String> told = new HashSet<>();
    while (true) {
      Scratch scratch = create(config);
      try {
        scratch.load(models);
        return scratch;
      } catch (MigrationException e) {
        String message = String.valueOf(e.getMessage());
        try (scratch) {
          if (!told.add(message) || !scratch.database.makeRoles(message)) {
            throw e;
          }
        }
      }
    }
  }

  private void load(List<ModelText> models) {
    try {
      SqlModel.load(database.connect(), models);
    } catch (ModelException e) {
      throw new MigrationException(String.valueOf(e.getMessage()), "", e);
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  /** Pushes to a target, with the executor of every push. */
  void push(MigrationSource source, Target target) {
    database.push(Migrations.from(source), target);
  }

  /** Undoes what is no ancestor of a target. */
  void downgrade(MigrationSource source, Target target) {
    database.downgrade(Migrations.from(source), target);
  }

  /** What pg_dump says of the managed schemas. */
  String dump(SchemaDump program) {
    HistoryTable table = config.script().table();
    return program.of(
        database.address(),
        config.schemas(),
        List.of(
            QualifiedName.of(table.schema(), table.name()),
            QualifiedName.of(table.schema(), "dbpush_settings")),
        config.diff().ownership());
  }

  Snapshot snapshot() {
    try {
      return CatalogReader.read(database.connect(), config.read());
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
