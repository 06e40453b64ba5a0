package dev.dbpush.core;

import dev.dbpush.core.history.HistoryEntry;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Plan;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptRenderer;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A plan together with the history that it was made for. */
record Planned(History history, Plan plan, @Nullable HistoryEntry running) {

  boolean isEmpty() {
    return plan.isEmpty();
  }

  /** The applied revisions when all of a push is done. */
  Set<RevisionId> appliedAfter() {
    Set<RevisionId> applied = history.applied();
    plan.steps().forEach(step -> applied.add(step.file().revision()));
    return applied;
  }

  /** The applied heads when all of it is done. */
  List<RevisionId> headsAfter() {
    TreeSet<RevisionId> heads = new TreeSet<>();
    if (plan.isEmpty()) {
      heads.addAll(history.chain().headsOf(history.applied()));
      return List.copyOf(heads);
    }
    Step last = plan.steps().get(plan.steps().size() - 1);
    heads.addAll(last.headsBefore());
    if (last.direction() == Direction.UP) {
      last.file().parents().forEach(heads::remove);
      heads.add(last.file().revision());
      return List.copyOf(heads);
    }
    TreeSet<RevisionId> left = new TreeSet<>(history.applied());
    plan.steps().forEach(step -> left.remove(step.file().revision()));
    return history.chain().headsOf(left);
  }

  /** The script, checked against what is done already and against the approved digest. */
  Script script(MigratorConfig config, String via) {
    ScriptRenderer renderer = Run.renderer(config, via, history.state().serverMajor());
    Map<RevisionId, Integer> done = new HashMap<>();
    if (running != null) {
      checkDoneSegments(renderer, running);
      done.put(new RevisionId(running.revision()), running.segmentsDone());
    }
    String approved = config.approved();
    Script script = renderer.render(plan, done, null);
    if (approved == null || plan.isEmpty() || script.digest().equals(approved)) {
      return script;
    }
    if (digestWithDone(renderer, script, approved).equals(approved)) {
      return renderer.render(plan, done, approved);
    }
    throw new MigrationException(
        "the script to run has digest " + script.digest() + ", but " + approved + " was approved",
        "render it (db:script), have it reviewed, and approve its digest; files, chain or options"
            + " changed since");
  }

  /** The digest of the approved script, if these steps are the rest of it. */
  private String digestWithDone(ScriptRenderer renderer, Script rest, String approved) {
    List<Step> earlier = new ArrayList<>();
    for (MigrationFile file : history.chain().revisions()) {
      Optional<HistoryEntry> entry = history.state().entry(file.revision().value());
      if (entry.isPresent()
          && entry.get().isDone()
          && approved.equals(entry.get().scriptDigest())) {
        earlier.add(new Step(file, Direction.UP, List.of()));
      }
    }
    List<ScriptStep> all = new ArrayList<>(renderer.render(new Plan(earlier)).steps());
    all.addAll(rest.steps());
    return ScriptRenderer.digest(all);
  }

  /** A push goes on only if what is done is what the file still says. */
  private void checkDoneSegments(ScriptRenderer renderer, HistoryEntry cut) {
    Step step = plan.steps().get(0);
    if (step.direction() == Direction.DOWN) {
      return;
    }
    List<ScriptSegment> segments =
        renderer.render(new Plan(List.of(step))).steps().get(0).segments();
    for (int i = 0; i < cut.segmentHashes().size(); i++) {
      if (i >= segments.size() || !segments.get(i).hash().equals(cut.segmentHashes().get(i))) {
        throw new MigrationException(
            "revision "
                + cut.revision()
                + " stopped after "
                + cut.segmentsDone()
                + " of "
                + cut.segments()
                + " segments, and its segment "
                + (i + 1)
                + ", which is done, was edited since",
            "restore what is done (only the rest may be mended), and push again");
      }
    }
  }

  /** Judges a segment that was cut outside a transaction; true if the history was changed. */
  boolean judge(Connection connection, MigratorConfig config) throws SQLException {
    if (running == null || running.segmentStarted() == null) {
      return false;
    }
    Step step = plan.steps().get(0);
    ScriptRenderer renderer =
        Run.renderer(config, config.script().via(), history.state().serverMajor());
    List<ScriptSegment> segments =
        renderer.render(new Plan(List.of(step))).steps().get(0).segments();
    int number = running.segmentStarted();
    if (number > segments.size()) {
      return false;
    }
    ScriptSegment segment = segments.get(number - 1);
    CutSegment cut = new CutSegment(connection, config, running, segment);
    return cut.isDone() && cut.recordDone();
  }
}
