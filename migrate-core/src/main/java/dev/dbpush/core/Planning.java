package dev.dbpush.core;

import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.Planner;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.history.HistoryEntry;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Plan;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.syntax.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the plan of a push or downgrade, a revision that was cut in the middle included. */
final class Planning {
  private final History history;
  private final Direction direction;
  private final Target target;

  Planning(History history, Direction direction, Target target) {
    this.history = history;
    this.direction = direction;
    this.target = target;
  }

  Planned plan() {
    refuseDrift();
    refuseSeveralHalfDone();
    Optional<HistoryEntry> running = history.state().running();
    Plan plan = running.isPresent() ? resumed(running.get()) : fresh(history.applied());
    return new Planned(history, plan, running.orElse(null));
  }

  /** The tool finishes one before it begins the next, so a person has been at the rows. */
  private void refuseSeveralHalfDone() {
    List<String> halfDone =
        history.state().entries().stream()
            .filter(entry -> !entry.isDone())
            .map(HistoryEntry::revision)
            .toList();
    if (halfDone.size() > 1) {
      throw ChainException.of(
          halfDone.size() + " revisions are half done: " + String.join(", ", halfDone),
          "at most one can be: correct the other rows of the history by hand");
    }
  }

  private Plan fresh(Set<RevisionId> applied) {
    Planner planner = new Planner(history.chain());
    return direction == Direction.UP
        ? planner.push(applied, target)
        : planner.downgrade(applied, target);
  }

  /** The cut revision first, then the rest. */
  private Plan resumed(HistoryEntry running) {
    MigrationFile file = history.file(running);
    if (file == null) {
      throw ChainException.of(
          "revision " + running.revision() + " is half done in the database and has no file here",
          "add its file, and run this again");
    }
    boolean up = !running.isHalfDown();
    if (up != (direction == Direction.UP)) {
      throw ChainException.of(
          "a "
              + (up ? "push" : "downgrade")
              + " of "
              + running.revision()
              + " ("
              + file.slug()
              + ") stopped after "
              + running.segmentsDone()
              + " of "
              + running.segments()
              + " segments",
          up
              ? "finish it with db:push first; or take its done segments back by hand and say so"
                    + " with db:resolve -Ddb.segment=undone"
              : "finish it with db:downgrade first, to a revision below it");
    }
    Set<RevisionId> applied = history.applied();
    if (up) {
      Planner planner = new Planner(history.chain());
      List<Step> steps =
          new ArrayList<>(
              planner.push(applied, new Target.Exactly(file.revision().value())).steps());
      if (steps.size() != 1) {
        throw ChainException.of(
            "revision " + running.revision() + " is half done, but its parents are not applied",
            "look at db:history; db:stamp can set it right");
      }
      applied.add(file.revision());
      if (!(target instanceof Target.Relative relative)) {
        steps.addAll(planner.push(applied, target).steps());
      } else if (relative.offset() > 1) {
        steps.addAll(planner.push(applied, new Target.Relative(relative.offset() - 1)).steps());
      }
      return new Plan(steps);
    }
    applied.add(file.revision());
    Plan plan = fresh(applied);
    if (plan.isEmpty() || !plan.steps().get(0).file().equals(file)) {
      throw ChainException.of(
          "the downgrade of "
              + running.revision()
              + " stopped half-way, and this target does not begin with it",
          "run db:downgrade -Ddb.to=" + below(file) + " first");
    }
    return plan;
  }

  private static String below(MigrationFile file) {
    return file.parents().isEmpty() ? "base" : file.parents().get(0).value();
  }

  /** What ran is not what the files say: nothing more runs until a person has looked. */
  private void refuseDrift() {
    List<Problem> problems = new ArrayList<>();
    for (MigrationFile file : history.drifted()) {
      problems.add(
          new Problem(
              file.name(),
              file.up().position(),
              "the up section of " + file.revision() + " was edited after it was applied",
              "restore it (git log -- the file), and put the change into a new migration; if the"
                  + " edit changes nothing that ran, db:stamp accepts it"));
    }
    if (!problems.isEmpty()) {
      throw new ChainException(problems);
    }
  }
}
