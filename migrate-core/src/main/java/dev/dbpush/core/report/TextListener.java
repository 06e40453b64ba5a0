package dev.dbpush.core.report;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.options.EngineOptions;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.script.Script;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells a verb's events as lines, the plan first. Refuses denied hazards before anything runs. For
 * one verb on one thread.
 */
public final class TextListener extends EventText {
  private final Sink sink;
  private final Style style;
  private final Subject subject;

  /** Where lines go. */
  public interface Sink {
    /** A line that everyone reads. */
    void info(String line);

    /** A line that stands out. */
    void warn(String line);

    /** A line for those who look closely. */
    void debug(String line);

    /** Whether a line that everyone reads is shown; what nobody sees need not be worked out. */
    default boolean showsInfo() {
      return true;
    }
  }

  /**
   * What the events are about.
   *
   * @param database what may be shown of the database's address
   * @param folder the folder's name
   * @param chain its chain, read when it is needed
   * @param hazards which hazards are quiet or denied
   * @param lockRetry attempts of a segment that cannot get a lock
   * @param gate looks at what will run, and throws to stop it
   */
  public record Subject(
      String database,
      String folder,
      Supplier<Chain> chain,
      HazardPolicy hazards,
      Retry lockRetry,
      Consumer<Script> gate) {}

  /**
   * The configuration of a migrator whose verbs are told as text: what a build and a command line
   * share.
   *
   * @param gate asked before anything runs, once the script is known; may throw
   */
  public static MigratorConfig config(
      EngineOptions engine,
      UrlDatabase database,
      MigrationFolder folder,
      Sink sink,
      Style style,
      Consumer<Script> gate) {
    Migrations source = Migrations.in(folder);
    Subject subject =
        new Subject(
            database.label(),
            folder.name(),
            source::chain,
            engine.hazards(),
            MigratorConfig.DEFAULT_LOCK_RETRY,
            gate);
    return engine.config(source, database, new TextListener(sink, style, subject));
  }

  /** A listener. */
  public TextListener(Sink sink, Style style, Subject subject) {
    super(sink, style, subject.database());
    this.sink = sink;
    this.style = style;
    this.subject = subject;
  }

  @Override
  public void planned(Script script) {
    if (sink.showsInfo() || !subject.hazards().denied().isEmpty()) {
      tell(script);
    }
    subject.gate().accept(script);
  }

  private void tell(Script script) {
    PlanReport plan =
        PlanReport.of(script, subject.chain().get(), subject.folder(), subject.hazards());
    plan.lines(subject.database(), subject.lockRetry(), style).forEach(sink::info);
    if (plan.isPush()) {
      plan.refuseDenied();
    }
  }
}
