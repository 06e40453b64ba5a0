package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.authoring.NewMigration;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.model.ModelSource;
import dev.dbpush.core.model.Models;
import dev.dbpush.core.model.SqlFiles;
import dev.dbpush.core.scratch.ScratchPlace;
import dev.dbpush.core.scratch.ScratchServer;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.core.testing.TestServer;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.script.ScriptOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A project: a folder of migrations, a model, a development database. */
final class Workshop {
  private final MigrationFolder folder;
  private final Path cache;
  private final Path model;
  private final TestDatabase database;
  private final AtomicInteger ids = new AtomicInteger();
  private DiffOptions diff = DiffOptions.DEFAULT;
  private boolean throwAway = true;
  private List<ModelSource> sources;
  private @Nullable RenameQuestion question;
  private @Nullable ScratchPlace scratch;
  final List<String> heard = new ArrayList<>();
  final List<String> asked = new ArrayList<>();

  Workshop(Path root, TestDatabase database) {
    this.folder = new MigrationFolder(root.resolve("migrations"), "migrations");
    this.cache = root.resolve("cache");
    this.model = root.resolve("schema.sql");
    this.database = database;
    this.sources = List.of(new SqlFiles(model, "schema.sql"));
  }

  Workshop model(String sql) {
    try {
      Files.writeString(model, sql);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Workshop models(ModelSource... others) {
    sources = List.of(others);
    return this;
  }

  Workshop renaming(String... pairs) {
    diff = diff.renaming(List.of(pairs));
    return this;
  }

  Workshop allowing(String... rules) {
    diff = diff.allowing(Set.of(rules));
    return this;
  }

  Workshop with(UnaryOperator<DiffOptions> change) {
    diff = change.apply(diff);
    return this;
  }

  Workshop on(ScratchPlace place) {
    scratch = place;
    return this;
  }

  Workshop onASharedServer() {
    throwAway = false;
    return this;
  }

  AutogenerateConfig config() {
    TestServer server = database.server();
    MigrationListener listener =
        new MigrationListener() {
          @Override
          public void info(String message) {
            heard.add(message);
          }
        };
    return new AutogenerateConfig(
        folder,
        new Models(sources),
        scratch != null
            ? scratch
            : new ScratchServer(
                DatabaseUrl.parse(server.url("postgres")),
                server.user(),
                server.password(),
                throwAway),
        ScriptOptions.defaults(),
        List.of("public"),
        diff,
        cache,
        listener);
  }

  Path cache() {
    return cache;
  }

  MigrationFolder folder() {
    return folder;
  }

  NewMigration maker() {
    return new NewMigration(
        folder,
        Clock.fixed(Instant.parse("2026-01-02T03:04:00Z"), ZoneOffset.UTC),
        () -> new RevisionId(String.format("%012x", ids.incrementAndGet())));
  }

  MigratorConfig live() {
    return MigratorConfig.of(Migrations.in(folder))
        .withDatabase(
            new UrlDatabase(
                DatabaseUrl.parse(database.url()), database.user(), database.password(), "dbpush"));
  }

  Migrator migrator() {
    return new Migrator(live());
  }

  DevOutcome dev() {
    return dev(false, false);
  }

  /** Answers with yes what contains one of the texts, with no everything else. */
  Workshop answeringYesTo(String... texts) {
    question =
        seen -> {
          asked.add(seen);
          return List.of(texts).stream().anyMatch(seen::contains);
        };
    return this;
  }

  DevOutcome dev(boolean createOnly, boolean adopt) {
    return new DevVerb(config(), maker())
        .asking(question)
        .run(new DevVerb.Request(null, createOnly, adopt), live());
  }

  DevOutcome init() {
    return new InitVerb(config(), maker()).run(null, live());
  }

  List<String> files() {
    if (!folder.exists()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.path())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String lock() {
    return folder.text("chain.lock");
  }
}
