package dev.dbpush.core.startup;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.PushOutcome;
import dev.dbpush.core.StatusReport;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.folder.MigrationLocations;
import dev.dbpush.core.folder.MigrationSource;
import dev.dbpush.core.report.StatusText;
import dev.dbpush.core.startup.StartupProgress.Phase;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.script.ScriptOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Migrates an application's database before the application serves. If {@link #run} throws, the
 * application must not start.
 *
 * <p>Any number of instances may start at once: one pushes, the others wait for it and then find
 * nothing to do. With nothing to do it costs one connection and one query. Thread-safe; {@link
 * #progress} may be asked from any thread meanwhile.
 */
public final class StartupMigration {
  private static final Duration NO_END = Duration.ofDays(3_650);

  private final StartupOptions options;
  private volatile StartupProgress progress = StartupProgress.NEW;

  StartupMigration(StartupOptions options) {
    this.options = options;
  }

  /**
   * For the database of a data source, of which one connection is taken; it comes back as it was.
   * With a data source that hides the driver's own connection, statements are sent one at a time,
   * and migrations with inline COPY data are refused.
   */
  public static StartupBuilder of(DataSource dataSource) {
    return new StartupBuilder(new DataSourceDatabase(dataSource), true);
  }

  /**
   * For the database behind a URL in any of the usual forms; user and password may stand in it. The
   * connection is opened for this one purpose, and a killed application leaves no statement
   * running.
   *
   * @throws MigrationException if the URL has no known form; the message does not repeat it
   */
  public static StartupBuilder at(String url) {
    return at(url, null, null);
  }

  /**
   * For the database behind a URL, with these credentials; null for those of the URL, and then the
   * driver's {@code .pgpass}.
   *
   * @throws MigrationException if the URL has no known form; the message does not repeat it
   */
  public static StartupBuilder at(String url, @Nullable String user, @Nullable String password) {
    DatabaseUrl parsed;
    try {
      parsed = DatabaseUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw new MigrationException(String.valueOf(e.getMessage()), "");
    }
    DatabaseUrl address =
        new DatabaseUrl(parsed.hosts(), parsed.database(), null, null, parsed.parameters());
    UrlDatabase database =
        new UrlDatabase(
            address,
            user == null ? parsed.user() : user,
            password == null ? parsed.password() : password,
            "dbpush start-up");
    return new StartupBuilder(database, false);
  }

  /** How far it is; for readiness probes. */
  public StartupProgress progress() {
    return progress;
  }

  /**
   * The database beside the chain, as it is now: for pages that tell the state of an application.
   * Runs nothing, takes no lock, and tries to connect once.
   *
   * @throws MigrationException if the database cannot be reached or read
   * @throws dev.dbpush.core.chain.ChainException if the files are wrong
   */
  public StatusReport status() {
    Watch watch =
        new Watch(MigrationListener.NONE, options.database(), options.pooled(), now -> {});
    Retry once = new Retry(1, Duration.ZERO);
    return new Migrator(config(options.locations().choose(), watch, once)).status();
  }

  /**
   * Pushes, or validates. Returns when the database is ready.
   *
   * @throws MigrationException if it is not: a migration failed, the timeout was reached, or, when
   *     only validating, something is pending. Nothing runs on the server any more
   * @throws dev.dbpush.core.chain.ChainException if the files are wrong or do not fit the history
   * @throws dev.dbpush.sql.syntax.SqlSyntaxException if a file cannot be read as SQL
   */
  public StartupOutcome run() {
    Watch watch =
        new Watch(options.listener(), options.database(), options.pooled(), now -> progress = now);
    FutureTask<StartupOutcome> work = new FutureTask<>(() -> work(watch));
    // A thread of its own: it can be interrupted, and has none of the caller's transactions.
    Thread worker = new Thread(work, "dbpush-startup");
    worker.setDaemon(true);
    progress = new StartupProgress(Phase.CONNECTING, "", 0, 0);
    worker.start();
    boolean done = false;
    try {
      StartupOutcome outcome = await(watch, work, worker);
      done = true;
      return outcome;
    } finally {
      progress = new StartupProgress(done ? Phase.DONE : Phase.FAILED, "", 0, 0);
    }
  }

  private StartupOutcome await(Watch watch, FutureTask<StartupOutcome> work, Thread worker) {
    try {
      Duration timeout = options.timeout().isZero() ? NO_END : options.timeout();
      return work.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (TimeoutException e) {
      StartupProgress reached = progress;
      watch.stop(work, worker);
      return finished(work, timedOut(reached));
    } catch (InterruptedException e) {
      StartupProgress reached = progress;
      watch.stop(work, worker);
      Thread.currentThread().interrupt();
      throw new MigrationException(
          "the migration at start-up was interrupted while " + reached,
          "start again: what was committed is in the history",
          e);
    }
  }

  /** The work may have ended well just before it was stopped. */
  private static StartupOutcome finished(
      FutureTask<StartupOutcome> work, MigrationException otherwise) {
    if (work.isDone()) {
      try {
        return work.get();
      } catch (ExecutionException e) {
        otherwise.addSuppressed(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    throw otherwise;
  }

  private MigrationException timedOut(StartupProgress reached) {
    return new MigrationException(
        "the migration at start-up took longer than "
            + options.timeout().toMillis() / 1_000.0
            + " s and was stopped while "
            + reached,
        reached.phase() == Phase.WAITING
            ? "start again when the other instance has ended, or allow more time"
            : "allow more time, or run long migrations before the start with dbpush push; what was"
                + " committed is in the history, and the next start goes on from there");
  }

  private static RuntimeException failure(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException known
        ? known
        : new IllegalStateException(e.getCause());
  }

  private StartupOutcome work(Watch watch) {
    long start = System.nanoTime();
    MigrationLocations.Chosen<MigrationSource> chosen = options.locations().choose();
    watch.info(chosen.reason());
    MigratorConfig config = config(chosen, watch, options.connectRetry());
    List<RevisionId> pushed = options.validateOnly() ? validated(config, watch) : pushed(config);
    return new StartupOutcome(
        chosen.source().name(),
        chosen.reason(),
        pushed,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private MigratorConfig config(
      MigrationLocations.Chosen<MigrationSource> chosen, Watch watch, Retry connectRetry) {
    return MigratorConfig.of(Migrations.from(chosen.source()))
        .withDatabase(watch)
        .withScript(options.script().withVia(ScriptOptions.STARTUP))
        .withRetries(connectRetry, MigratorConfig.DEFAULT_LOCK_RETRY, waitForLock())
        .withListener(watch);
  }

  /** Without an own limit the timeout is the limit. */
  private Duration waitForLock() {
    Duration own = options.waitForLock();
    return own != null
        ? own
        : options.timeout().isZero() ? NO_END : options.timeout().multipliedBy(2);
  }

  private static List<RevisionId> pushed(MigratorConfig config) {
    PushOutcome outcome = new Migrator(config).push(Target.HEAD);
    return outcome.script().steps().stream().map(step -> step.step().file().revision()).toList();
  }

  private static List<RevisionId> validated(MigratorConfig config, Watch watch) {
    StatusReport report = new Migrator(config).status();
    if (!report.isClean()) {
      String pending =
          report.pending().isEmpty()
              ? ""
              : "; pending: "
                  + String.join(
                      ", ",
                      report.pending().stream()
                          .map(file -> file.revision() + " " + file.slug())
                          .toList());
      throw new MigrationException(
          watch.label()
              + " is not where the chain of "
              + config.migrations().label()
              + " ends: "
              + StatusText.summary(report)
              + pending,
          "this application only validates: run dbpush push before it starts; dbpush status tells"
              + " more");
    }
    return List.of();
  }
}
