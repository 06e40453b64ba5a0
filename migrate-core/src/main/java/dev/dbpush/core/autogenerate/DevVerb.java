package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.PushOutcome;
import dev.dbpush.core.StampOutcome;
import dev.dbpush.core.authoring.CreatedMigration;
import dev.dbpush.core.authoring.Draft;
import dev.dbpush.core.authoring.NewMigration;
import dev.dbpush.core.authoring.NewMigration.Prepared;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.diff.DiffResult;
import dev.dbpush.core.model.ModelFacts;
import dev.dbpush.core.safety.SchemaDump;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the migration that leads from the chain to the models, after it was run both ways on a
 * scratch database, and pushes it to the development database. One thread at a time.
 */
public final class DevVerb {
  private final AutogenerateConfig config;
  private final NewMigration maker;
  private final @Nullable RenameQuestion question;

  /** Writes with this maker of files; refuses what looks like a rename. */
  public DevVerb(AutogenerateConfig config, NewMigration maker) {
    this(config, maker, null);
  }

  private DevVerb(
      AutogenerateConfig config, NewMigration maker, @Nullable RenameQuestion question) {
    this.config = config;
    this.maker = maker;
    this.question = question;
  }

  /** The same that asks instead; null where nobody is there to answer. */
  public DevVerb asking(@Nullable RenameQuestion who) {
    return new DevVerb(config, maker, who);
  }

  /**
   * What is asked for.
   *
   * @param name what the migration does; null takes a name from its first change
   * @param createOnly whether the database is left alone
   * @param adopt whether the migration describes the database as it is, instead of the models
   */
  public record Request(@Nullable String name, boolean createOnly, boolean adopt) {}

  /** What a comparison led to. */
  private record Written(
      @Nullable Prepared prepared, List<String> changes, @Nullable SchemaDifference drift) {}

  /**
   * Runs.
   *
   * @param live the development database, with migrations that are read when it is pushed; null to
   *     leave it alone
   * @throws MigrationException with what is refused, and the options that allow it; nothing is
   *     written then
   * @throws dev.dbpush.core.chain.ChainException if the chain is not sound
   */
  public DevOutcome run(Request request, @Nullable MigratorConfig live) {
    if (request.adopt() && live == null) {
      throw new MigrationException(
          "db.adopt needs a database to describe", "set db.url or DATABASE_URL");
    }
    Chain chain = chain();
    RevisionId head = chain.head();
    boolean look = live != null && (request.adopt() || !request.createOnly());
    Live database = look && live != null ? Live.read(config, live) : null;
    List<String> notes = new ArrayList<>();
    Written written;
    Snapshot adopted = request.adopt() ? adopted(database, head) : null;
    try (ModelSide models = request.adopt() ? null : models();
        ChainSide side = new ChainSide(config, chain, major(models, adopted))) {
      if (models != null && !models.isKept() && isAtEnd(database, head) && models.staysInside()) {
        side.prepare();
      }
      Snapshot after = models == null ? present(adopted) : models.snapshot();
      written = compare(request, chain, side, models, after, database, live, notes);
    }
    CreatedMigration created = null;
    Prepared prepared = written.prepared();
    if (prepared != null) {
      created = maker.write(prepared);
    }
    PushOutcome pushed = null;
    StampOutcome stamped = null;
    if (live != null && request.adopt()) {
      stamped = created == null ? null : new Migrator(live).stamp(Target.HEAD);
    } else if (live != null && !request.createOnly() && (created != null || head != null)) {
      pushed = push(live, created);
    }
    return new DevOutcome(
        created,
        prepared == null ? "" : prepared.text(),
        written.changes(),
        notes,
        written.drift(),
        pushed,
        stamped);
  }

  private PushOutcome push(MigratorConfig live, @Nullable CreatedMigration created) {
    try {
      return new Migrator(live).push(Target.HEAD);
    } catch (RuntimeException e) {
      if (created != null) {
        config
            .listener()
            .warning(
                config.folder().name()
                    + "/"
                    + created.file()
                    + " is written and not pushed: mend it and run db:push, or delete it and run"
                    + " db:lock");
      }
      throw e;
    }
  }

  private Chain chain() {
    return config.folder().exists() ? config.folder().read().chain() : Chain.of(List.of());
  }

  private Written compare(
      Request request,
      Chain chain,
      ChainSide side,
      @Nullable ModelSide models,
      Snapshot after,
      @Nullable Live database,
      @Nullable MigratorConfig live,
      List<String> notes) {
    if (database != null) {
      checkVersion(after, database.snapshot());
    }
    SchemaDifference drift = database == null ? null : new Drift(config).of(database, chain, side);
    Snapshot before = side.end();
    ModelFacts facts =
        request.adopt()
            ? ModelFacts.NONE
            : config.models().facts(after.environment().defaultSchema());
    HintedRenames hinted = HintedRenames.of(facts.hints(), before, after);
    hinted.odd().forEach(notes::add);
    DiffResult diff = AskedRenames.diff(before, after, config.diff().and(hinted.pairs()), question);
    if (!diff.refusals().isEmpty()) {
      throw Refusals.report(diff.refusals(), live);
    }
    diff.notManaged().forEach(object -> notes.add("not managed: " + object));
    List<String> changes = SchemaDifference.words(diff, after.environment().defaultSchema());
    if (diff.isEmpty()) {
      return new Written(null, List.of(), drift);
    }
    if (drift != null && !drift.isEmpty() && database != null && !request.adopt()) {
      new Drift(config).refuseCollision(drift, before, database.snapshot(), diff.up());
    }
    diff.lost().forEach(loss -> notes.add("what is lost by " + loss + " does not come back"));
    Prepared prepared = maker.prepare(draft(request, diff, before, after, facts));
    SchemaDump dump =
        SchemaDump.fitting(after.environment().version(), System.getenv("PATH")).orElse(null);
    Snapshot reached =
        new Verification(config, dump)
            .run(
                side.scratch(),
                models == null ? null : models.scratch(),
                prepared,
                chain.head(),
                before,
                after);
    config
        .listener()
        .info(
            dump == null
                ? "compared by the catalog alone: no pg_dump for this server was found"
                : "compared by the catalog and by pg_dump " + dump.major());
    side.keep(prepared.file(), reached);
    return new Written(prepared, changes, drift);
  }

  private static Draft draft(
      Request request, DiffResult diff, Snapshot before, Snapshot after, ModelFacts facts) {
    String name = request.name();
    StringBuilder down = new StringBuilder();
    for (String loss : diff.lost()) {
      down.append("-- what was lost by ").append(loss).append(" does not come back\n");
    }
    down.append(
        HazardComments.in(
            MigrationText.of(diff.down(), after.environment(), ModelFacts.NONE),
            after,
            HazardComments.DOWN));
    return new Draft(
        name == null || name.isBlank() ? ChangeName.of(diff.up()) : name,
        HazardComments.in(
            MigrationText.of(diff.up(), before.environment(), facts), before, HazardComments.UP),
        down.toString(),
        "",
        List.of());
  }

  private ModelSide models() {
    if (config.models().isEmpty()) {
      throw new MigrationException(
          "there is no model to compare the chain with",
          "db.model=sql:PATH names a file or folder of DDL, db.model=jpa the project's entities");
    }
    return new ModelSide(config);
  }

  private static int major(@Nullable ModelSide models, @Nullable Snapshot adopted) {
    return models == null ? present(adopted).environment().version() : models.serverMajor();
  }

  private static Snapshot present(@Nullable Snapshot adopted) {
    return Objects.requireNonNull(adopted, "nothing to adopt");
  }

  /** Whether no other revision of the chain is asked for than its end. */
  private static boolean isAtEnd(@Nullable Live database, @Nullable RevisionId head) {
    return database == null
        || database.history().current().equals(head == null ? List.of() : List.of(head.value()));
  }

  private static Snapshot adopted(@Nullable Live database, @Nullable RevisionId head) {
    if (database == null) {
      throw new IllegalStateException("nothing to adopt");
    }
    List<String> expected = head == null ? List.of() : List.of(head.value());
    if (!database.history().current().equals(expected)) {
      throw new MigrationException(
          "the database is at "
              + (database.history().current().isEmpty() ? "base" : database.history().current())
              + ", not at the chain's end, so what differs is not drift alone",
          "run db:push first, then adopt the rest");
    }
    return database.snapshot();
  }

  static void checkVersion(Snapshot scratch, Snapshot live) {
    int one = scratch.environment().version();
    int two = live.environment().version();
    if (one != two) {
      throw new MigrationException(
          "the scratch server is PostgreSQL " + one + ", the database " + two,
          "catalogs of two versions do not compare: db.scratch names a server of version " + two);
    }
  }
}
