package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.catalog.CatalogReader;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.folder.MigrationSource;
import dev.dbpush.core.model.ModelException;
import dev.dbpush.core.model.Models;
import dev.dbpush.core.scratch.ScratchDatabase;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.statement.StatementKind;
import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scratch database on which a chain is pushed or models are made. One thread at a time. */
final class Scratch implements AutoCloseable {
  private static final Pattern MISSING_ROLE = Pattern.compile("role \"([^\"]+)\" does not exist");

  private final AutogenerateConfig config;
  private final ScratchDatabase database;

  private Scratch(AutogenerateConfig config, ScratchDatabase database) {
    this.config = config;
    this.database = database;
  }

  /** An empty one. */
  static Scratch create(AutogenerateConfig config) {
    try {
      return new Scratch(config, config.scratch().create());
    } catch (SQLException e) {
      throw new MigrationException(
          "no scratch database can be made on " + config.scratch() + ": " + e.getMessage(),
          "its role needs CREATEDB; or leave db.scratch out for an embedded server",
          e);
    }
  }

  /** One that holds the models. */
  static Scratch of(AutogenerateConfig config, Models models) {
    Set<String> made = new HashSet<>();
    while (true) {
      Scratch scratch = create(config);
      try {
        scratch.load(models);
        return scratch;
      } catch (MigrationException e) {
        try (scratch) {
          if (!scratch.makeRoles(String.valueOf(e.getMessage()), made)) {
            throw e;
          }
        }
      }
    }
  }

  private void load(Models models) {
    try {
      models.load(database.connect());
    } catch (ModelException e) {
      throw new MigrationException(String.valueOf(e.getMessage()), "", e);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Pushes to a target, with the executor of every push. */
  void push(MigrationSource source, Target target) {
    Migrations migrations = Migrations.from(source);
    refuseOutsideEffects(migrations);
    Set<String> made = new HashSet<>();
    while (true) {
      try {
        migrator(migrations).push(target);
        return;
      } catch (MigrationException e) {
        if (!makeRoles(String.valueOf(e.getMessage()), made)) {
          throw e;
        }
      }
    }
  }

  /** Undoes what is no ancestor of a target. */
  void downgrade(MigrationSource source, Target target) {
    migrator(Migrations.from(source)).downgrade(target);
  }

  private Migrator migrator(Migrations migrations) {
    return new Migrator(
        MigratorConfig.of(migrations)
            .withDatabase(config.scratch().open(database))
            .withScript(config.script())
            .withListener(MigrationListener.NONE));
  }

  Snapshot snapshot() {
    try {
      return CatalogReader.read(database.connect(), config.read());
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** On a server of somebody's, its roles and settings are not ours to change. */
  private void refuseOutsideEffects(Migrations migrations) {
    if (config.scratch().throwAway()) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    for (MigrationFile file : migrations.chain().revisions()) {
      for (SqlStatement statement : file.up().statements()) {
        StatementKind.effectOutsideDatabase(statement)
            .ifPresent(
                effect ->
                    problems.add(
                        new Problem(
                            migrations.label() + "/" + file.name(),
                            statement.position(),
                            "this statement changes "
                                + effect
                                + ", on the server of db.scratch too",
                            "leave db.scratch out: an embedded server is thrown away as a whole")));
      }
    }
    if (!problems.isEmpty()) {
      throw new dev.dbpush.core.chain.ChainException(problems);
    }
  }

  /** Roles are made by administrators, not by migrations, so a new server lacks them. */
  private boolean makeRoles(String message, Set<String> made) {
    if (!config.scratch().throwAway()) {
      return false;
    }
    Set<String> missing = new HashSet<>();
    Matcher matcher = MISSING_ROLE.matcher(message);
    while (matcher.find()) {
      missing.add(matcher.group(1));
    }
    missing.removeAll(made);
    try (Connection connection = config.scratch().open(database).open();
        Statement statement = connection.createStatement()) {
      for (String role : missing) {
        statement.execute("CREATE ROLE " + Identifier.quote(role));
      }
    } catch (SQLException e) {
      throw failure(e);
    }
    made.addAll(missing);
    return !missing.isEmpty();
  }

  private MigrationException failure(SQLException e) {
    return new MigrationException(
        "the scratch database on " + config.scratch() + " failed: " + e.getMessage(),
        "run it again; the server's log may say more",
        e);
  }

  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException e) {
      config
          .listener()
          .warning(
              "the scratch database "
                  + database.name()
                  + " was not dropped, the next run does it: "
                  + e.getMessage());
    }
  }
}
