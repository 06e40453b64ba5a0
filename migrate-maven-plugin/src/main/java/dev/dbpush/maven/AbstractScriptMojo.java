package dev.dbpush.maven;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.measure.MeasuredScript;
import dev.dbpush.core.offline.OfflineCommand;
import dev.dbpush.core.offline.OfflineOutcome;
import dev.dbpush.core.report.ToSink;
import dev.dbpush.sql.plan.Direction;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What the goals share that can render a script in place of running it. */
@NullUnmarked
abstract class AbstractScriptMojo extends AbstractScratchMojo {
  /**
   * Where a script starts: {@code base}, an id or the first digits of one. Without it the database's
   * history says so; with it no database is needed.
   */
  @Parameter(property = "db.from")
  private @Nullable String from;

  /** The script's file; by default {@code target/db/VERB-FROM-TO.sql}. */
  @Parameter(property = "db.script")
  private @Nullable String script;

  /** The script's client: {@code psql}, or {@code plain} for any that sends one statement at a time. */
  @Parameter(property = "db.flavour", defaultValue = "psql")
  private String flavour;

  /** {@code run}, {@code rehearsal}, {@code verify} or {@code preflight}. */
  @Parameter(property = "db.variant", defaultValue = "run")
  private String variant;

  /** Whether a script for psql skips what is applied. */
  @Parameter(property = "db.idempotent", defaultValue = "true")
  private String idempotent;

  /** {@code data}, or {@code insert} to write the data of COPY as INSERT statements. */
  @Parameter(property = "db.copy", defaultValue = "data")
  private String copy;

  /** The major server version that a script is for, or two with a dash; others are refused. */
  @Parameter(property = "db.serverVersion")
  private @Nullable String serverVersion;

  /** The name of the only database that a script may run in. */
  @Parameter(property = "db.forDatabase")
  private @Nullable String forDatabase;

  /** What is written beside a script, with commas: {@code json}, {@code sarif}. */
  @Parameter(property = "db.reports")
  private @Nullable String reports;

  /** Compares the file with what would be written, and fails where it is stale. */
  @Parameter(property = "db.check", defaultValue = "false")
  private String check;

  /** Runs the statements on a scratch database and tells what they locked, rewrote and scanned. */
  @Parameter(property = "db.measure", defaultValue = "false")
  private boolean measure;

  /** Renders the script; null for the way that leads from {@code db.from} to {@code db.to}. */
  final void render(@Nullable Direction direction, @Nullable String to) {
    OfflineCommand command =
        OfflineCommand.read(direction, values(to)::apply, engine().hazards());
    OfflineOutcome outcome =
        command.needsDatabase()
            ? withConfig(Gate.OPEN, (config, database) -> run(command, config))
            : run(
                command,
                engine().config(Migrations.in(folder()), null, new ToSink(output())));
    MeasuredScript measured =
        option("measure", measure) ? measured(outcome.script().script()) : null;
    output().outcome(style -> outcome.lines(measured, style), () -> outcome.json(measured));
  }

  private OfflineOutcome run(OfflineCommand command, MigratorConfig config) {
    return command.run(config, path("target/db"), this::path, execution().getVersion());
  }

  private UnaryOperator<@Nullable String> values(@Nullable String to) {
    Map<String, @Nullable String> values = new TreeMap<>();
    values.put("from", from);
    values.put("to", to);
    values.put("script", script);
    values.put("flavour", flavour);
    values.put("variant", variant);
    values.put("idempotent", idempotent);
    values.put("copy", copy);
    values.put("serverVersion", serverVersion);
    values.put("forDatabase", forDatabase);
    values.put("reports", reports);
    values.put("check", check);
    return name -> option(name, values.get(name));
  }
}
