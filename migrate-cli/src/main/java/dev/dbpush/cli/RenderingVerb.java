package dev.dbpush.cli;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.measure.MeasuredScript;
import dev.dbpush.core.offline.OfflineCommand;
import dev.dbpush.core.offline.OfflineOutcome;
import dev.dbpush.core.report.ToSink;
import dev.dbpush.sql.plan.Direction;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;

/** What the verbs share that can render a script in place of running it. */
@NullUnmarked
abstract class RenderingVerb extends ScratchVerb {
  @ArgGroup(validate = false, heading = "%n@|bold Script|@ (docs/goals/script.md)%n")
  private ScriptFlags scriptFlags = new ScriptFlags();

  /** Renders the script; null for the way that leads from {@code --from} to the target. */
  final int render(@Nullable Direction direction, @Nullable String to) {
    Map<String, @Nullable String> values = new TreeMap<>();
    scriptFlags.into(values);
    values.put("to", to);
    OfflineCommand command = OfflineCommand.read(direction, values::get, engine().hazards());
    MigratorConfig config =
        command.needsDatabase()
            ? config(Gate.OPEN)
            : engine().config(Migrations.in(folder()), null, new ToSink(console()));
    OfflineOutcome outcome = command.run(config, path("."), this::path, Release.version());
    MeasuredScript measured = scriptFlags.measures() ? measured(outcome.script().script()) : null;
    console().outcome(style -> outcome.lines(measured, style), () -> outcome.json(measured));
    return ExitCode.DONE;
  }
}
