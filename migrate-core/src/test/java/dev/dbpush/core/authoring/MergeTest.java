package dev.dbpush.core.authoring;

import static dev.dbpush.core.testing.Migrations.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.Migrations;
import dev.dbpush.sql.file.MigrationTemplate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MergeTest {
  @TempDir private Path temp;

  private static Merge verb(MigrationFolder folder) {
    return new Merge(folder, Folders.CLOCK, Folders.counting());
  }

  @Test
  void twoHeadsAreJoinedByAnEmptyRevisionThatPassesTheCheck() {
    MigrationFolder folder = Folders.sealed(temp, "a< c<a b<a");
    CreatedMigration created = verb(folder).merge(null, List.of()).orElseThrow();

    assertThat(created.file()).isEqualTo("2026_02_03_0405-000000000001_merge_rev_b_and_rev_c.sql");
    assertThat(folder.text(created.file()))
        .startsWith("-- revision: 000000000001\n-- parent: bbbbbbbbbbbb, cccccccccccc\n");
    assertThat(folder.read().chain().heads()).containsExactly(created.revision());
    assertThat(Folders.lock(folder)).contains("\n000000000001 bbbbbbbbbbbb,cccccccccccc v1:");
    assertThat(Folders.check(folder.read()).problems()).isEmpty();
  }

  @Test
  void longSlugsGiveWayToIdsAndANameWins() {
    MigrationFolder folder = Folders.sealed(temp, "a<");
    for (String id : List.of("b", "c")) {
      MigrationTemplate plain = Migrations.template(id, "a");
      MigrationTemplate longer =
          new MigrationTemplate(
              plain.revision(),
              plain.parents(),
              plain.created(),
              "a_long_name_of_a_migration_" + id,
              plain.up(),
              plain.down(),
              "",
              List.of());
      Folders.write(folder, longer.fileName(), longer.text());
    }

    assertThat(verb(folder).merge(null, List.of()).orElseThrow().file())
        .endsWith("_merge_bbbbbbbbbbbb_and_cccccccccccc.sql");
    MigrationFolder named = Folders.sealed(temp.resolve("n"), "a< b<a c<a");
    assertThat(verb(named).merge("Both teams", List.of()).orElseThrow().file())
        .endsWith("_both_teams.sql");
  }

  @Test
  void ofThreeHeadsTwoAreToBeNamed() {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a c<a d<a");
    Map<String, String> before = Folders.everything(folder);

    assertThatThrownBy(() -> verb(folder).merge(null, List.of()))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining("a merge joins two heads")
        .hasMessageContaining("-Ddb.from=ONE -Ddb.to=OTHER");
    assertThatThrownBy(() -> verb(folder).merge(null, List.of("bbbb", "aaaa")))
        .hasMessageContaining("a merge joins two heads");
    assertThat(Folders.everything(folder)).isEqualTo(before);

    CreatedMigration created = verb(folder).merge(null, List.of("dddd", "bbbb")).orElseThrow();
    assertThat(created.parents()).isEqualTo(ids("b d"));
  }

  @Test
  void aLockFileInConflictIsMended() {
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
            lines.get(2),
            "=======",
            lines.get(3),
            ">>>>>>> main",
            ""));
    verb(folder).merge(null, List.of());

    assertThat(Folders.lock(folder)).doesNotContain("<<<").doesNotContain("===");
    assertThat(Folders.check(folder.read()).problems()).isEmpty();
  }

  @Test
  void withoutAForkThereIsNothingToMerge() {
    assertThatThrownBy(() -> verb(Folders.sealed(temp, "a<")).merge(null, List.of()))
        .hasMessageContaining("nothing to merge");
  }
}
