package dev.dbpush.core;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.Planner;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.history.HistoryReader;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Plan;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.script.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * The verbs that need a chain and, most of them, a database. What a build, a command line and an
 * application share. Thread-safe: each call opens and closes its own connection.
 *
 * <p>Failures that a person can mend are {@link MigrationException}, {@link
 * dev.dbpush.core.chain.ChainException} and {@link dev.dbpush.sql.syntax.SqlSyntaxException}.
 */
public final class Migrator {
  private final MigratorConfig config;

  /** A migrator. */
  public Migrator(MigratorConfig config) {
    this.config = config;
  }

  /** Runs everything that is pending up to a target. */
  public PushOutcome push(Target to) {
    return new Run(config, Direction.UP, to).run();
  }

  /** Undoes every applied revision that is no ancestor of a target. */
  public PushOutcome downgrade(Target to) {
    return new Run(config, Direction.DOWN, to).run();
  }

  /**
   * What {@link #push} or {@link #downgrade} would run now. Reads only, and refuses what they
   * refuse before they take the lock.
   */
  public Script dryRun(Direction direction, Target to) {
    config.migrations().requireIntactLock();
    return pending(direction, to, config.script().via());
  }

  /** Where the database is. */
  public StatusReport status() {
    return history().status(database().label());
  }

  /** The chain with marks: who applied what, when and how. */
  public HistoryReport report() {
    return history().report();
  }

  /** Writes history without running anything, so that it says the database is at a target. */
  public StampOutcome stamp(Target to) {
    return new Stamp(config).to(to);
  }

  /** Says of the half-done revision that its open segment is done, or is not. */
  public ResolveOutcome resolve(boolean done) {
    return new Resolve(config).resolve(done);
  }

  /**
   * The script that a push or a downgrade of this database would run now. Reads only.
   *
   * @param via what the history is to record
   */
  public Script pending(Direction direction, Target to, String via) {
    try (Connection connection = open()) {
      DatabaseState state = new HistoryReader(config.script().table()).read(connection);
      return new Run(config, direction, to).script(state, via);
    } catch (SQLException e) {
      throw Failures.reading(database(), e);
    }
  }

  /**
   * A script between two points of the chain, without a database.
   *
   * @param from where it starts: {@code base}, a revision, {@code head}
   * @param to where it leads
   */
  public Script between(Target from, Target to) {
    Chain chain = config.migrations().chain();
    Planner planner = new Planner(chain);
    Set<RevisionId> start = planner.revisionsAt(from);
    Set<RevisionId> end = planner.revisionsAt(to);
    Plan plan = end.containsAll(start) ? planner.push(start, to) : planner.downgrade(start, to);
    return Run.renderer(config, config.script().via(), config.script().serverMajor()).render(plan);
  }

  /** One revision, rendered alone as it would be pushed. */
  public Script show(RevisionId revision) {
    MigrationFile file = config.migrations().chain().get(revision);
    Step step = new Step(file, Direction.UP, file.parents());
    return Run.renderer(config, config.script().via(), config.script().serverMajor())
        .render(new Plan(List.of(step)));
  }

  /** The chain's files. */
  public Chain chain() {
    return config.migrations().chain();
  }

  private History history() {
    Chain chain = config.migrations().chain();
    try (Connection connection = open()) {
      return new History(chain, new HistoryReader(config.script().table()).read(connection));
    } catch (SQLException e) {
      throw Failures.reading(database(), e);
    }
  }

  private Connection open() {
    return new Connector(config.connectRetry(), config.listener()).open(database());
  }

  private Database database() {
    return Failures.database(config);
  }
}
