package dev.dbpush.core.authoring;

import static dev.dbpush.core.testing.Migrations.id;
import static dev.dbpush.core.testing.Migrations.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.Migrations;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.file.RevisionId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RebaseTest {
  @TempDir private Path temp;

  private static String order(MigrationFolder folder) {
    StringBuilder out = new StringBuilder();
    for (MigrationFile file : folder.read().chain().revisions()) {
      out.append(file.revision().value().charAt(0)).append('<');
      file.parents().forEach(parent -> out.append(parent.value().charAt(0)));
      out.append(' ');
    }
    return out.toString().strip();
  }

  @Test
  void theBranchThatTheHistoryDoesNotHoldFollowsTheOther() {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a c<b d<a e<d");
    Rebased rebased = new Rebase(folder).rebase(null, null, ids("a d"));

    assertThat(rebased.onto()).isEqualTo(id("e"));
    assertThat(rebased.moved()).extracting(MigrationFile::revision).isEqualTo(ids("b c"));
    assertThat(rebased.rewritten()).containsExactly(Folders.name("b"));
    assertThat(order(folder)).isEqualTo("a< d<a e<d b<e c<b");
    assertThat(Folders.check(folder.read()).problems()).isEmpty();
  }

  @Test
  void aNamedBranchMovesWhicheverRevisionOfItIsNamed() {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a c<b d<a");
    new Rebase(folder).rebase("bbbb", null, List.of());
    assertThat(order(folder)).isEqualTo("a< d<a b<d c<b");

    MigrationFolder other = Folders.sealed(temp.resolve("o"), "a< b<a c<b d<a");
    new Rebase(other).rebase(null, "bbbb", List.of());
    assertThat(order(other)).isEqualTo("a< b<a c<b d<c");
  }

  @Test
  void ofThreeHeadsBothAreToBeNamed() {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a c<a d<a");

    assertThatThrownBy(() -> new Rebase(folder).rebase("bbbb", null, List.of()))
        .hasMessageContaining("3 heads")
        .hasMessageContaining("-Ddb.from=YOURS -Ddb.to=OTHER");
    new Rebase(folder).rebase("bbbb", "dddd", List.of());
    assertThat(order(folder)).isEqualTo("a< c<a d<a b<d");
  }

  @Test
  void aBranchWithADiamondInItKeepsIt() {
    MigrationFolder folder = Folders.sealed(temp, "a< 1<a b<a c<a d<b,c");
    new Rebase(folder).rebase("dddd", null, List.of());

    assertThat(order(folder)).isEqualTo("a< 1<a b<1 c<1 d<bc");
  }

  @Test
  void aMergeWithWhatLiesBeforeTheBranchBecomesAPlainRevision() {
    MigrationFolder folder = Folders.sealed(temp, "a< 2<a 1<2 b<a c<b,2");
    new Rebase(folder).rebase("cccc", null, List.of());

    assertThat(order(folder)).isEqualTo("a< 2<a 1<2 b<1 c<b");
    assertThat(Folders.check(folder.read()).problems()).isEmpty();
  }

  @Test
  void onlyTheParentLineChangesByteForByte() {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a c<a");
    String odd =
        "\ufeff"
            + folder
                .text(Folders.name("c"))
                .replace("-- parent: aaaaaaaaaaaa", "--  parent:\t aaaaaaaaaaaa \t")
                .replace("DROP", "-- parent: aaaaaaaaaaaa stays \u20ac\nDROP")
                .replace("\n", "\r\n")
            + "\r\n\r\n  ";
    Folders.write(folder, Folders.name("c"), odd);
    new LockVerb(folder).lock(List.of());
    new Rebase(folder).rebase("cccc", null, List.of());

    assertThat(folder.text(Folders.name("c")))
        .isEqualTo(odd.replace("\t aaaaaaaaaaaa \t", "\t bbbbbbbbbbbb \t"));
  }

  @Test
  void aLockFileInConflictIsMendedWithTheFork() {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a c<a");
    List<String> lines = Folders.lock(folder).lines().toList();
    Folders.write(
        folder,
        "chain.lock",
        String.join(
            "\n",
            lines.get(0),
            lines.get(1),
            "<<<<<<< HEAD",
            lines.get(3),
            "=======",
            lines.get(2),
            ">>>>>>> main",
            ""));
    new Rebase(folder).rebase("cccc", null, List.of());

    assertThat(Folders.lock(folder))
        .isEqualTo(
            String.join(
                "\n",
                lines.get(0),
                lines.get(1),
                lines.get(2),
                lines.get(3).replace("cccccccccccc aaaaaaaaaaaa", "cccccccccccc bbbbbbbbbbbb"),
                ""));
    assertThat(Folders.check(folder.read()).problems()).isEmpty();
  }

  @Test
  void aConflictWithoutAForkLeavesTheLineThatFits() {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a");
    String right = Folders.lock(folder);
    List<String> lines = right.lines().toList();
    Folders.write(
        folder,
        "chain.lock",
        String.join(
            "\n",
            lines.get(1),
            "<<<<<<< HEAD",
            "bbbbbbbbbbbb aaaaaaaaaaaa - - " + Folders.name("b"),
            "=======",
            lines.get(2),
            ">>>>>>> main",
            ""));
    Rebased rebased = new Rebase(folder).rebase(null, null, List.of());

    assertThat(rebased.onto()).isNull();
    assertThat(Folders.lock(folder)).isEqualTo(right);
  }

  @Test
  void whatIsUnclearOrAppliedIsRefusedAndNothingIsWritten() {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a c<a");
    Map<String, String> before = Folders.everything(folder);
    Rebase rebase = new Rebase(folder);

    assertThatThrownBy(() -> rebase.rebase(null, null, List.of()))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining(
            "no history tells which branch is to be moved: bbbbbbbbbbbb (rev_b), cccccccccccc"
                + " (rev_c)");
    assertThatThrownBy(() -> rebase.rebase(null, null, ids("a b c")))
        .hasMessageContaining("the history holds revisions of both branches");
    assertThatThrownBy(() -> rebase.rebase("bbbb", null, ids("a b")))
        .hasMessageContaining("the history holds bbbbbbbbbbbb (rev_b), so it cannot be moved");
    assertThatThrownBy(() -> rebase.rebase("aaaa", null, List.of()))
        .hasMessageContaining("aaaaaaaaaaaa (rev_a) is in 2 branches");
    assertThatThrownBy(() -> rebase.rebase("bbbb", "bbbb", List.of()))
        .hasMessageContaining("the same branch");
    assertThat(Folders.everything(folder)).isEqualTo(before);
  }

  @Test
  void withoutAForkThereIsNothingToRebase() {
    assertThatThrownBy(
            () -> new Rebase(Folders.sealed(temp, "a< b<a")).rebase(null, null, List.of()))
        .hasMessageContaining("nothing to rebase");
  }

  @Test
  void aRandomForkBecomesOneHeadAndTheOtherBranchIsUntouched() {
    long seed = Long.getLong("test.seed", 1);
    Random random = new Random(seed);
    int mended = 0;
    for (int round = 0; mended < 15; round++) {
      Chain chain = Chain.of(Migrations.random(random, 4 + random.nextInt(12), 0.6, 3));
      if (chain.heads().size() != 2) {
        continue;
      }
      mended++;
      MigrationFolder folder = new MigrationFolder(temp.resolve("r" + round), "m");
      for (MigrationFile file : chain.revisions()) {
        MigrationTemplate template =
            Migrations.template(
                file.revision().value(),
                String.join(" ", file.parents().stream().map(RevisionId::value).toList()));
        Folders.write(folder, template.fileName(), template.text());
      }
      new LockVerb(folder).lock(List.of());
      Set<RevisionId> kept = chain.upTo(List.of(chain.heads().get(1)));
      Set<RevisionId> mine = new HashSet<>(chain.upTo(List.of(chain.heads().get(0))));
      mine.removeAll(kept);
      Map<String, String> before = new TreeMap<>(Folders.everything(folder));
      new Rebase(folder).rebase(chain.heads().get(0).value(), null, List.of());
      Chain after = folder.read().chain();
      String seen = "seed " + seed + " round " + round;

      assertThat(after.heads()).as(seen).containsExactly(chain.heads().get(0));
      for (RevisionId revision : mine) {
        assertThat(after.upTo(List.of(revision))).as(seen).containsAll(kept);
      }
      for (RevisionId revision : kept) {
        String name = after.get(revision).name();
        assertThat(folder.text(name)).as(seen).isEqualTo(before.get(name));
      }
      assertThat(folder.read().lockDifferences(after)).as(seen).isEmpty();
    }
  }
}
