package dev.dbpush.core.chain;

import static dev.dbpush.core.testing.Migrations.file;
import static dev.dbpush.core.testing.Migrations.graph;
import static dev.dbpush.core.testing.Migrations.ids;
import static dev.dbpush.core.testing.Migrations.irreversible;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.testing.Migrations;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Plan;
import dev.dbpush.sql.plan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PlannerTest {
  private static final String DIAMOND = "a<  b<a  c<a  d<b,c  e<d";

  /** {@code "up b [a]; up c [b]"}, ids by their first digit. */
  private static String text(Plan plan) {
    return plan.steps().stream()
        .map(
            step ->
                step.direction().name().toLowerCase(Locale.ROOT)
                    + " "
                    + step.file().revision().value().charAt(0)
                    + step.headsBefore().stream()
                        .map(head -> head.value().substring(0, 1))
                        .collect(Collectors.joining(" ", " [", "]")))
        .collect(Collectors.joining("; "));
  }

  private static String push(String graph, String applied, String target) {
    return text(new Planner(Chain.of(graph(graph))).push(ids(applied), Target.parse(target)));
  }

  private static String downgrade(String graph, String applied, String target) {
    return text(new Planner(Chain.of(graph(graph))).downgrade(ids(applied), Target.parse(target)));
  }

  @Test
  void aPushRunsAllPendingAncestorsInChainOrder() {
    assertThat(push(DIAMOND, "", "head"))
        .isEqualTo("up a []; up b [a]; up c [b]; up d [b c]; up e [d]");
    assertThat(push(DIAMOND, "a c", "head")).isEqualTo("up b [c]; up d [b c]; up e [d]");
    assertThat(push(DIAMOND, "a b c d e", "head")).isEmpty();
  }

  @Test
  void aPushToARevisionLeavesOtherBranchesAlone() {
    assertThat(push(DIAMOND, "", "cccc")).isEqualTo("up a []; up c [a]");
    assertThat(push(DIAMOND, "a b", "cccc")).isEqualTo("up c [b]");
    assertThat(push(DIAMOND, "a b c d", "bbbb")).isEmpty();
  }

  @Test
  void aPushOverAForkNeedsATarget() {
    assertThatThrownBy(() -> push("a< b<a c<a", "a", "head")).hasMessageContaining("2 heads");
    assertThatThrownBy(() -> push("a< b<a c<a", "a", "+1")).hasMessageContaining("2 heads");
    assertThat(push("a< b<a c<a", "a", "heads")).isEqualTo("up b [a]; up c [b]");
    assertThat(push("a< b<a c<a", "a", "cccc")).isEqualTo("up c [a]");
  }

  @Test
  void aRelativePushTakesTheNextPendingOnesAlsoOverAMerge() {
    assertThat(push(DIAMOND, "a b", "+1")).isEqualTo("up c [b]");
    assertThat(push(DIAMOND, "a b", "+2")).isEqualTo("up c [b]; up d [b c]");
    assertThat(push(DIAMOND, "a c", "+1")).isEqualTo("up b [c]");
    assertThatThrownBy(() -> push(DIAMOND, "a b c", "+3"))
        .hasMessageContaining("beyond the head: 2 pending");
  }

  @Test
  void aPushDoesNotLeadDown() {
    assertThatThrownBy(() -> push(DIAMOND, "a", "base")).hasMessageContaining("mvn db:downgrade");
    assertThatThrownBy(() -> push(DIAMOND, "a", "-1")).hasMessageContaining("mvn db:downgrade");
  }

  @Test
  void anOrphanStopsBothVerbs() {
    assertThatThrownBy(() -> push(DIAMOND, "a f", "head"))
        .hasMessageContaining("the history holds revision ffffffffffff, which has no file here");
    assertThatThrownBy(() -> downgrade(DIAMOND, "a f 9", "base"))
        .hasMessageContaining("ffffffffffff")
        .hasMessageContaining("999999999999");
  }

  @Test
  void aRevisionThatWouldRunBelowAnAppliedOneStopsAPush() {
    assertThatThrownBy(() -> push("a< b<a c<b d<c", "a c", "head"))
        .hasMessageContaining("revision bbbbbbbbbbbb is pending below cccccccccccc (rev_c)")
        .hasMessageContaining("mvn db:stamp");
    // where the gap is not in the way, it does not matter
    assertThat(push("a< b<a c<b d<a", "a c", "dddd")).isEqualTo("up d [c]");
  }

  @Test
  void aDowngradeUndoesWhatIsNoAncestorOfTheTargetInReverseOrder() {
    assertThat(downgrade(DIAMOND, "a b c d e", "aaaa"))
        .isEqualTo("down e [e]; down d [d]; down c [b c]; down b [b]");
    assertThat(downgrade(DIAMOND, "a b c d e", "cccc"))
        .isEqualTo("down e [e]; down d [d]; down b [b c]");
    assertThat(downgrade(DIAMOND, "a b", "base")).isEqualTo("down b [b]; down a [a]");
    assertThat(downgrade(DIAMOND, "a b", "bbbb")).isEmpty();
    assertThat(downgrade(DIAMOND, "", "base")).isEmpty();
  }

  @Test
  void aRelativeDowngradeUndoesTheLastAppliedOnesInChainOrder() {
    assertThat(downgrade(DIAMOND, "a b c d e", "-1")).isEqualTo("down e [e]");
    assertThat(downgrade(DIAMOND, "a b c d e", "-3"))
        .isEqualTo("down e [e]; down d [d]; down c [b c]");
    assertThat(downgrade(DIAMOND, "a b c", "-1")).isEqualTo("down c [b c]");
    assertThat(downgrade(DIAMOND, "a b", "-2")).isEqualTo("down b [b]; down a [a]");
    assertThatThrownBy(() -> downgrade(DIAMOND, "a b", "-3"))
        .hasMessageContaining("below base: 2 applied");
  }

  @Test
  void aDowngradeDoesNotLeadToWhatIsNotApplied() {
    assertThatThrownBy(() -> downgrade(DIAMOND, "a b", "cccc"))
        .hasMessageContaining("cccccccccccc (rev_c) is not applied");
    assertThatThrownBy(() -> downgrade(DIAMOND, "a b", "head")).hasMessageContaining("not applied");
    assertThatThrownBy(() -> downgrade(DIAMOND, "a b", "+1")).hasMessageContaining("mvn db:push");
    assertThat(downgrade(DIAMOND, "a b c d e", "head")).isEmpty();
  }

  @Test
  void aDowngradeOverRevisionsWithoutAWayBackNamesThemAll() {
    Planner planner =
        new Planner(
            Chain.of(
                List.of(
                    file("a", ""),
                    irreversible("b", "a", "drops a column"),
                    file("c", "b"),
                    irreversible("d", "c", ""))));

    assertThatThrownBy(() -> planner.downgrade(ids("a b c d"), Target.parse("aaaa")))
        .isInstanceOfSatisfying(
            ChainException.class,
            e ->
                assertThat(e.problems())
                    .extracting("message")
                    .containsExactly(
                        "revision bbbbbbbbbbbb cannot be downgraded: drops a column",
                        "revision dddddddddddd cannot be downgraded: no down section"));
    assertThat(text(planner.downgrade(ids("a b c"), Target.parse("-1")))).isEqualTo("down c [c]");
  }

  @Test
  void aDowngradeMendsAGap() {
    assertThat(downgrade("a< b<a c<b d<a", "a c d", "aaaa")).isEqualTo("down d [c d]; down c [c]");
  }

  @Test
  void aStampNeedsATargetThatCountsFromNothing() {
    Planner planner = new Planner(Chain.of(graph(DIAMOND)));

    assertThat(planner.revisionsAt(Target.parse("cccc"))).containsExactlyElementsOf(ids("a c"));
    assertThat(planner.revisionsAt(Target.BASE)).isEmpty();
    assertThat(planner.revisionsAt(Target.HEAD)).containsExactlyElementsOf(ids("a b c d e"));
    assertThatThrownBy(() -> planner.revisionsAt(new Target.Relative(1)))
        .hasMessageContaining("write head, base or a revision's id");
  }

  @Test
  void theStateNamesCurrentPendingOrphansAndGaps() {
    ChainState state = ChainState.of(Chain.of(graph(DIAMOND)), ids("a b d f"));

    assertThat(state.current()).isEqualTo(ids("d"));
    assertThat(state.pending()).extracting(MigrationFile::revision).isEqualTo(ids("c e"));
    assertThat(state.orphans()).isEqualTo(ids("f"));
    assertThat(state.gaps()).extracting(MigrationFile::revision).isEqualTo(ids("c"));
  }

  @Test
  void plansOfRandomChainsKeepTheirLaws() {
    long seed = Long.getLong("test.seed", 1);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Chain chain =
          Chain.of(Migrations.random(random, 1 + random.nextInt(30), 0.4, 1 + random.nextInt(6)));
      Planner planner = new Planner(chain);
      Set<RevisionId> start = new HashSet<>(chain.upTo(List.of(any(chain, random))));
      if (random.nextInt(4) == 0) {
        start.clear();
      }
      String seen = "seed " + seed + " round " + round;
      Set<RevisionId> after = new HashSet<>(start);
      Plan up = planner.push(start, Target.HEADS);
      walk(chain, up, after, seen);
      assertThat(after).as(seen).isEqualTo(chain.upTo(chain.heads()));

      String back =
          start.isEmpty() ? "base" : chain.headsOf(start).get(0).value(); // closed under ancestors
      Plan down = planner.downgrade(after, Target.parse(back));
      walk(chain, down, after, seen);
      assertThat(after).as(seen).isEqualTo(start);
      assertThat(reversed(down)).as(seen).isEqualTo(files(up));

      RevisionId one = any(chain, random);
      walk(chain, planner.push(start, new Target.Exactly(one.value())), after, seen);
      assertThat(after).as(seen).containsAll(chain.upTo(List.of(one)));
      int count = 1 + random.nextInt(after.size());
      int size = after.size();
      walk(chain, planner.downgrade(after, new Target.Relative(-count)), after, seen);
      assertThat(after).as(seen).hasSize(size - count);
    }
  }

  /** Runs a plan on a set, with the checks that a guard makes. */
  private static void walk(Chain chain, Plan plan, Set<RevisionId> applied, String seen) {
    for (Step step : plan.steps()) {
      RevisionId revision = step.file().revision();
      assertThat(step.headsBefore()).as(seen).isEqualTo(chain.headsOf(applied));
      if (step.direction() == Direction.UP) {
        assertThat(applied).as(seen).containsAll(step.file().parents());
        assertThat(applied.add(revision)).as(seen).isTrue();
      } else {
        assertThat(chain.children(revision)).as(seen).noneMatch(applied::contains);
        assertThat(applied.remove(revision)).as(seen).isTrue();
      }
    }
  }

  private static List<MigrationFile> files(Plan plan) {
    return plan.steps().stream().map(Step::file).toList();
  }

  private static List<MigrationFile> reversed(Plan plan) {
    List<MigrationFile> files = new ArrayList<>(files(plan));
    Collections.reverse(files);
    return files;
  }

  private static RevisionId any(Chain chain, Random random) {
    return chain.revisions().get(random.nextInt(chain.revisions().size())).revision();
  }

  @Test
  void headsOverGapsAreThoseOfTheHistory() {
    long seed = Long.getLong("test.seed", 1);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Chain chain = Chain.of(Migrations.random(random, 2 + random.nextInt(20), 0.3, 4));
      Collection<RevisionId> holes =
          chain.revisions().stream()
              .map(MigrationFile::revision)
              .filter(r -> random.nextBoolean())
              .toList();
      Set<RevisionId> applied = new HashSet<>(holes);
      for (Step step : new Planner(chain).downgrade(holes, Target.BASE).steps()) {
        assertThat(step.headsBefore()).as("seed %d", seed).isEqualTo(chain.headsOf(applied));
        applied.remove(step.file().revision());
      }
      assertThat(applied).isEmpty();
    }
  }

  @Test
  void tenThousandStepsUpAndDownAreNoBurden() {
    Chain chain = Chain.of(Migrations.random(new Random(1), 10_000, 0.7, 3));
    Planner planner = new Planner(chain);

    assertThat(planner.push(Set.of(), Target.HEADS).steps()).hasSize(10_000);
    assertThat(planner.downgrade(chain.upTo(chain.heads()), Target.BASE).steps()).hasSize(10_000);
  }
}
