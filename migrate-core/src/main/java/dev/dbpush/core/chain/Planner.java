package dev.dbpush.core.chain;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Plan;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.syntax.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes plans: from what a history holds to a target. Immutable.
 *
 * <p>A push leads up and runs the target's ancestors that are pending, in chain order. A downgrade
 * leads down and undoes every applied revision that is no ancestor of the target, in reverse chain
 * order; two heads may be current afterwards. A plan is whole or refused: every obstacle is found
 * before anything runs.
 */
public final class Planner {
  private final Chain chain;

  /** A planner for a chain. */
  public Planner(Chain chain) {
    this.chain = chain;
  }

  /**
   * The revisions that are applied when a database stands at a target: for stamping, and for the
   * start of an offline script.
   *
   * @param target not a relative one, since there is no history to count from
   * @return in chain order
   * @throws ChainException for a fork at {@code head}, an unknown revision or a relative target
   */
  public Set<RevisionId> revisionsAt(Target target) {
    if (target instanceof Target.Relative) {
      throw ChainException.of(
          "the target " + target + " counts from a history, and there is none here",
          "write head, base or a revision's id");
    }
    if (target instanceof Target.Exactly exactly) {
      return chain.upTo(List.of(chain.lookup(exactly.idOrPrefix())));
    }
    if (target instanceof Target.Heads) {
      return chain.upTo(chain.heads());
    }
    if (target instanceof Target.Head) {
      RevisionId head = chain.head();
      return head == null ? Set.of() : chain.upTo(List.of(head));
    }
    return Set.of();
  }

  /**
   * The way up.
   *
   * @param applied the revisions that the history holds as done
   * @param target {@code head}, {@code heads}, a revision, or {@code +n} for the next {@code n}
   *     pending ones in chain order
   * @return no step where all of it is applied
   * @throws ChainException if the target leads down or nowhere, the history holds orphans, or it
   *     lacks an ancestor of something that it holds and that the push would have to run
   */
  public Plan push(Collection<RevisionId> applied, Target target) {
    Set<RevisionId> done = new HashSet<>(applied);
    ChainState state = ChainState.of(chain, done);
    List<MigrationFile> pending = pending(state, done, target);
    List<Problem> problems = new ArrayList<>(orphans(state));
    Set<MigrationFile> gaps = new HashSet<>(state.gaps());
    pending.stream().filter(gaps::contains).forEach(gap -> problems.add(gap(gap, done)));
    if (!problems.isEmpty()) {
      throw new ChainException(problems);
    }
    List<Step> steps = new ArrayList<>(pending.size());
    TreeSet<RevisionId> heads = new TreeSet<>(state.current());
    for (MigrationFile file : pending) {
      steps.add(new Step(file, Direction.UP, List.copyOf(heads)));
      file.parents().forEach(heads::remove);
      heads.add(file.revision());
    }
    return new Plan(steps);
  }

  /**
   * The way down.
   *
   * @param applied the revisions that the history holds as done
   * @param target {@code base}, an applied revision, or {@code -n} for the last {@code n} applied
   *     ones in chain order
   * @return no step where nothing lies behind the target
   * @throws ChainException if the target leads up or nowhere, or naming every revision in the way
   *     that has no file or no down section
   */
  public Plan downgrade(Collection<RevisionId> applied, Target target) {
    Set<RevisionId> done = new HashSet<>(applied);
    ChainState state = ChainState.of(chain, done);
    List<MigrationFile> undone = undone(done, target);
    List<Problem> problems = new ArrayList<>(orphans(state));
    for (MigrationFile file : undone) {
      if (file.down() == null) {
        problems.add(irreversible(file));
      }
    }
    if (!problems.isEmpty()) {
      throw new ChainException(problems);
    }
    return new Plan(downSteps(done, undone, !state.gaps().isEmpty()));
  }

  /** The heads before an undo are those after its push: counted upwards, then reversed. */
  private List<Step> downSteps(Set<RevisionId> done, List<MigrationFile> undone, boolean withGaps) {
    Set<RevisionId> rest = new HashSet<>(done);
    undone.forEach(file -> rest.remove(file.revision()));
    TreeSet<RevisionId> heads = new TreeSet<>(chain.headsOf(rest));
    List<Step> steps = new ArrayList<>(undone.size());
    for (MigrationFile file : undone) {
      // over a gap the head that is covered need not be a parent
      heads.removeAll(withGaps ? chain.upTo(List.of(file.revision())) : file.parents());
      heads.add(file.revision());
      steps.add(new Step(file, Direction.DOWN, List.copyOf(heads)));
    }
    Collections.reverse(steps);
    return steps;
  }

  private List<MigrationFile> pending(ChainState state, Set<RevisionId> done, Target target) {
    if (target instanceof Target.Relative relative) {
      if (relative.offset() < 0) {
        throw leadsDown(target);
      }
      chain.head(); // with a fork, which ones come next would be chance
      if (relative.offset() > state.pending().size()) {
        throw ChainException.of(
            "the target " + target + " is beyond the head: " + state.pending().size() + " pending",
            "push to head, or to a smaller number");
      }
      return state.pending().subList(0, relative.offset());
    }
    if (target instanceof Target.Base) {
      throw leadsDown(target);
    }
    Set<RevisionId> wanted = revisionsAt(target);
    return wanted.stream().filter(id -> !done.contains(id)).map(chain::get).toList();
  }

  private List<MigrationFile> undone(Set<RevisionId> done, Target target) {
    List<MigrationFile> known =
        chain.revisions().stream().filter(file -> done.contains(file.revision())).toList();
    if (target instanceof Target.Relative relative) {
      if (relative.offset() > 0) {
        throw ChainException.of(
            "the target " + target + " leads up, and a downgrade leads down", "use mvn db:push");
      }
      int count = -relative.offset();
      if (count > known.size()) {
        throw ChainException.of(
            "the target " + target + " is below base: " + known.size() + " applied",
            "downgrade to base, or by a smaller number");
      }
      return known.subList(known.size() - count, known.size());
    }
    Set<RevisionId> kept = revisionsAt(target);
    List<RevisionId> ends = chain.headsOf(kept);
    List<Problem> problems = new ArrayList<>();
    for (RevisionId end : ends) {
      if (!done.contains(end)) {
        problems.add(
            new Problem(
                "",
                null,
                chain.describe(end) + " is not applied, so a downgrade cannot lead to it",
                "mvn db:push leads there; mvn db:status shows what is applied"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ChainException(problems);
    }
    return known.stream().filter(file -> !kept.contains(file.revision())).toList();
  }

  private static List<Problem> orphans(ChainState state) {
    return state.orphans().stream()
        .map(
            orphan ->
                new Problem(
                    "",
                    null,
                    "the history holds revision " + orphan + ", which has no file here",
                    "add its file (another branch may have it), or undo it where the file is"))
        .toList();
  }

  private Problem gap(MigrationFile gap, Set<RevisionId> done) {
    RevisionId above =
        chain.from(List.of(gap.revision())).stream()
            .filter(done::contains)
            .findFirst()
            .orElseThrow();
    return new Problem(
        gap.name(),
        null,
        "revision "
            + gap.revision()
            + " is pending below "
            + chain.describe(above)
            + ", which is applied",
        "mvn db:downgrade to what lies below it and push again; or, if the database has it already,"
            + " mvn db:stamp");
  }

  private static Problem irreversible(MigrationFile file) {
    String why = file.irreversible().isEmpty() ? "no down section" : file.irreversible();
    return new Problem(
        file.name(),
        null,
        "revision " + file.revision() + " cannot be downgraded: " + why,
        "write its down section, or choose a target that keeps it");
  }

  private static ChainException leadsDown(Target target) {
    return ChainException.of(
        "the target " + target + " leads down, and a push leads up",
        "use mvn db:downgrade -Ddb.to=" + target);
  }
}
