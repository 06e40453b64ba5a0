package dev.dbpush.core;

import dev.dbpush.core.history.HistoryEntry;
import dev.dbpush.core.history.HistoryWriter;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Plan;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.script.ScriptSegment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A person's word on a segment that the tool could not judge. */
final class Resolve {
  private final MigratorConfig config;

  Resolve(MigratorConfig config) {
    this.config = config;
  }

  ResolveOutcome resolve(boolean done) {
    return new Locked(config).run((connection, history) -> resolve(connection, history, done));
  }

  private ResolveOutcome resolve(Connection connection, History history, boolean done)
      throws SQLException {
    Optional<HistoryEntry> running = history.state().running();
    if (running.isEmpty()) {
      throw new MigrationException(
          "no revision is half done in this database", "nothing to resolve; see db:status");
    }
    HistoryEntry entry = running.get();
    MigrationFile file = history.file(entry);
    if (file == null) {
      throw new MigrationException(
          "revision " + entry.revision() + " has no file here", "add its file, and run this again");
    }
    boolean undoesADoneOne = !done && entry.segmentStarted() == null;
    int segment = entry.segmentsDone() + (undoesADoneOne ? 0 : 1);
    List<ScriptSegment> segments =
        Run.renderer(config, config.script().via(), history.state().serverMajor())
            .render(new Plan(List.of(step(file, entry))))
            .steps()
            .get(0)
            .segments();
    if (segment > segments.size()) {
      throw new MigrationException(
          "revision " + entry.revision() + " now has only " + segments.size() + " segments",
          "restore the file as it was when it ran");
    }
    String hash = segment == 0 ? "" : segments.get(segment - 1).hash();
    HistoryWriter writer = new HistoryWriter(connection, config.script().table());
    writer.inTransaction(() -> writer.resolve(entry, done, List.of(hash)));
    return new ResolveOutcome(entry.revision(), entry.slug(), segment, entry.segments(), done);
  }

  private static Step step(MigrationFile file, HistoryEntry entry) {
    return new Step(file, entry.isHalfDown() ? Direction.DOWN : Direction.UP, List.of());
  }
}
