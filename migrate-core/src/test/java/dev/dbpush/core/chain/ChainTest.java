package dev.dbpush.core.chain;

import static dev.dbpush.core.testing.Migrations.file;
import static dev.dbpush.core.testing.Migrations.graph;
import static dev.dbpush.core.testing.Migrations.id;
import static dev.dbpush.core.testing.Migrations.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.testing.Migrations;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChainTest {

  private static List<RevisionId> order(Chain chain) {
    return chain.revisions().stream().map(MigrationFile::revision).toList();
  }

  @Test
  void anEmptyFolderIsAnEmptyChain() {
    Chain chain = Chain.of(List.of());

    assertThat(chain.isEmpty()).isTrue();
    assertThat(chain.heads()).isEmpty();
    assertThat(chain.head()).isNull();
    assertThat(chain.first()).isNull();
  }

  @Test
  void aLineIsOrderedByParentsNotByIds() {
    Chain chain = Chain.of(graph("a<b  b<c  c<"));

    assertThat(order(chain)).isEqualTo(ids("c b a"));
    assertThat(chain.first()).isEqualTo(id("c"));
    assertThat(chain.head()).isEqualTo(id("a"));
    assertThat(chain.parents(id("a"))).isEqualTo(ids("b"));
    assertThat(chain.children(id("c"))).isEqualTo(ids("b"));
  }

  @Test
  void ofSeveralThatCouldComeNextTheSmallestIdDoes() {
    Chain chain = Chain.of(graph("5<  9<5  1<9  3<5  7<5"));

    assertThat(order(chain)).isEqualTo(ids("5 3 7 9 1"));
  }

  @Test
  void aForkHasTwoHeadsAndOnlyTheTargetHeadRefusesIt() {
    Chain chain = Chain.of(graph("a<  c<a  b<a"));

    assertThat(chain.heads()).isEqualTo(ids("b c"));
    assertThat(chain.children(id("a"))).isEqualTo(ids("b c"));
    assertThatThrownBy(chain::head)
        .isInstanceOf(ChainException.class)
        .hasMessageContaining("the chain has 2 heads: bbbbbbbbbbbb (rev_b), cccccccccccc (rev_c)")
        .hasMessageContaining("mvn db:rebase")
        .hasMessageContaining("mvn db:merge");
  }

  @Test
  void aDiamondHasOneHeadAndNoAncestorTwice() {
    Chain chain = Chain.of(graph("a<  b<a  c<a  d<b,c"));

    assertThat(chain.heads()).isEqualTo(ids("d"));
    assertThat(chain.upTo(ids("d"))).containsExactlyElementsOf(ids("a b c d"));
    assertThat(chain.upTo(ids("b"))).containsExactlyElementsOf(ids("a b"));
    assertThat(chain.from(ids("b"))).containsExactlyElementsOf(ids("b d"));
  }

  @Test
  void crissCrossMergesKeepBothSidesReachable() {
    // b and c are merged twice, in both orders, and the merges are merged
    Chain chain = Chain.of(graph("a<  b<a  c<a  d<b,c  e<c,b  f<d,e"));

    assertThat(order(chain)).isEqualTo(ids("a b c d e f"));
    assertThat(chain.heads()).isEqualTo(ids("f"));
    assertThat(chain.parents(id("e"))).isEqualTo(ids("b c"));
    assertThat(chain.from(ids("c"))).containsExactlyElementsOf(ids("c d e f"));
  }

  @Test
  void aMergeOfARevisionWithItsOwnAncestorIsAllowed() {
    Chain chain = Chain.of(graph("a<  b<a  c<b,a"));

    assertThat(chain.heads()).isEqualTo(ids("c"));
    assertThat(chain.headsOf(ids("a b c"))).isEqualTo(ids("c"));
  }

  @Test
  void headsOfSomeRevisionsAreThoseWithoutADescendantAmongThem() {
    Chain chain = Chain.of(graph("a<  b<a  c<a  d<b,c  e<d"));

    assertThat(chain.headsOf(ids("a b c"))).isEqualTo(ids("b c"));
    assertThat(chain.headsOf(ids("a e"))).isEqualTo(ids("e"));
    assertThat(chain.headsOf(ids("f"))).isEmpty();
    assertThat(chain.headsOf(List.of())).isEmpty();
  }

  @Test
  void everyProblemIsInOneReport() {
    List<MigrationFile> files = new ArrayList<>(graph("1<  2<  4<e  5<6  6<5  7<1"));
    files.add(changed(file("7", "1"), "2026_01_01_0000-777777777777_again.sql", List.of(id("1"))));
    MigrationFile own = file("3", "1");
    files.add(changed(own, own.name(), List.of(own.revision()))); // the parser refuses it too

    assertThatThrownBy(() -> Chain.of("migrations", files, List.of()))
        .isInstanceOfSatisfying(
            ChainException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Object::toString)
                    .satisfiesExactly(
                        p ->
                            assertThat(p)
                                .startsWith(
                                    "migrations/2025_12_01_2053-222222222222_rev_2.sql: 2 files say"
                                        + " -- parent: none: ")
                                .contains("rev_1.sql, ", "rev_2.sql\n"),
                        p -> assertThat(p).contains("revision 333333333333 is its own parent"),
                        p -> assertThat(p).contains("parent eeeeeeeeeeee has no file"),
                        p ->
                            assertThat(p)
                                .contains(
                                    "the parents run in a circle: 555555555555 -> 666666666666 ->"
                                        + " 555555555555"),
                        p ->
                            assertThat(p)
                                .startsWith("migrations/2026_01_01_0000-777777777777_again.sql: ")
                                .contains("is in 2025_12_01_2053-777777777777_rev_7.sql too")));
  }

  @Test
  void everyCircleIsReportedOnceAndWhatHangsBehindItIsNot() {
    assertThatThrownBy(() -> Chain.of(graph("1<  2<4  3<2  4<3  5<4  6<5,1  a<b,1  b<a")))
        .isInstanceOfSatisfying(
            ChainException.class,
            e ->
                assertThat(e.problems())
                    .extracting("message")
                    .containsExactly(
                        "the parents run in a circle: 222222222222 -> 444444444444 -> 333333333333"
                            + " -> 222222222222",
                        "the parents run in a circle: aaaaaaaaaaaa -> bbbbbbbbbbbb ->"
                            + " aaaaaaaaaaaa"));
  }

  @Test
  void theParentInAFileThatCannotBeReadIsNotMissingToo() {
    Problem problem = new Problem("m/2025_12_01_2053-bbbbbbbbbbbb_rev_b.sql", null, "broken", "");

    assertThatThrownBy(() -> Chain.of("m", graph("a<  c<b"), List.of(problem)))
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.problems()).containsExactly(problem));
  }

  @Test
  void theOrderDoesNotDependOnTheOrderOfTheFiles() {
    long seed = Long.getLong("test.seed", 1);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<MigrationFile> files =
          Migrations.random(random, 1 + random.nextInt(40), 0.4, 1 + random.nextInt(8));
      Chain chain = Chain.of(files);
      List<MigrationFile> shuffled = new ArrayList<>(files);
      Collections.shuffle(shuffled, random);

      assertThat(order(Chain.of(shuffled)))
          .as("seed %d round %d", seed, round)
          .isEqualTo(order(chain));
      Set<RevisionId> passed = new HashSet<>();
      for (MigrationFile file : chain.revisions()) {
        assertThat(passed).as("seed %d", seed).containsAll(file.parents());
        passed.add(file.revision());
      }
    }
  }

  @Test
  void queriesAgreeWithTheirDefinitions() {
    long seed = Long.getLong("test.seed", 1);
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      Chain chain = Chain.of(Migrations.random(random, 1 + random.nextInt(25), 0.4, 6));
      List<RevisionId> some = order(chain).stream().filter(r -> random.nextInt(3) == 0).toList();
      for (RevisionId revision : order(chain)) {
        Set<RevisionId> above = ancestorsByWalking(chain, revision);
        assertThat(chain.upTo(List.of(revision))).as("seed %d", seed).isEqualTo(above);
        for (RevisionId other : order(chain)) {
          assertThat(chain.from(List.of(other)).contains(revision))
              .isEqualTo(above.contains(other));
        }
      }
      List<RevisionId> last =
          some.stream()
              .filter(
                  r ->
                      some.stream()
                          .noneMatch(o -> !o.equals(r) && ancestorsByWalking(chain, o).contains(r)))
              .sorted()
              .toList();
      assertThat(chain.headsOf(some)).as("seed %d", seed).isEqualTo(last);
    }
  }

  @Test
  void tenThousandRevisionsInOneLineAndInAWideForkAreNoBurden() {
    Random random = new Random(1);
    Chain line = Chain.of(Migrations.random(random, 10_000, 0, 1));
    Chain wide = Chain.of(Migrations.random(random, 10_000, 0.5, 3_000));

    assertThat(line.heads()).hasSize(1);
    assertThat(line.upTo(line.heads())).hasSize(10_000);
    assertThat(wide.upTo(wide.heads())).hasSize(10_000);
    RevisionId last = line.heads().get(0);
    assertThat(line.lookup(last.value())).isEqualTo(last);
  }

  private static Set<RevisionId> ancestorsByWalking(Chain chain, RevisionId revision) {
    Set<RevisionId> found = new HashSet<>();
    List<RevisionId> open = new ArrayList<>(List.of(revision));
    while (!open.isEmpty()) {
      RevisionId next = open.remove(open.size() - 1);
      if (found.add(next)) {
        open.addAll(chain.get(next).parents());
      }
    }
    return found;
  }

  private static MigrationFile changed(MigrationFile file, String name, List<RevisionId> parents) {
    return new MigrationFile(
        name,
        file.revision(),
        parents,
        file.created(),
        file.replaces(),
        file.slug(),
        file.up(),
        file.down(),
        file.irreversible());
  }
}
