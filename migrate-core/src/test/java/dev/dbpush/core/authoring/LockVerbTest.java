package dev.dbpush.core.authoring;

import static dev.dbpush.core.testing.Migrations.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.folder.MigrationFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockVerbTest {
  @TempDir private Path temp;

  @Test
  void openAndMissingLinesAreSealedWhateverTheHistoryHolds() {
    MigrationFolder folder = Folders.unlocked(temp, "a< b<a");
    CreatedMigration created =
        new NewMigration(folder, Folders.CLOCK, Folders.counting()).create("x");
    Folders.edit(folder, created.file(), "-- migrate:up\n", "-- migrate:up\nSELECT 1;\n");

    Locked locked = new LockVerb(folder).lock(ids("a b 000000000001"));

    assertThat(locked.sealed()).containsExactlyInAnyOrderElementsOf(ids("000000000001 a b"));
    assertThat(locked.resealed()).isEmpty();
    assertThat(Folders.lock(folder)).doesNotContain(" - ");
    assertThat(folder.read().lockDifferences()).isEmpty();
  }

  @Test
  void aSecondTimeThereIsNothingToWrite() {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a");

    assertThat(new LockVerb(folder).lock(List.of()).written()).isFalse();
  }

  @Test
  void anEditedFileIsSealedAgainUnlessTheHistoryHoldsIt() throws IOException {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a c<b d<c");
    String before = Folders.lock(folder);
    Folders.edit(folder, Folders.name("b"), "bigint", "int");
    Folders.edit(folder, Folders.name("c"), "-- parent: bbbbbbbbbbbb", "-- parent: aaaaaaaaaaaa");
    Folders.edit(folder, Folders.name("a"), "DROP TABLE", "DROP TABLE IF EXISTS");
    Files.delete(folder.path().resolve(Folders.name("d")));

    assertThatThrownBy(() -> new LockVerb(folder).lock(ids("a b c d")))
        .isInstanceOfSatisfying(
            ChainException.class,
            e ->
                assertThat(e.problems())
                    .extracting("message")
                    .satisfiesExactly(
                        m ->
                            assertThat(m)
                                .asString()
                                .contains("down section was edited")
                                .contains("the history holds aaaaaaaaaaaa"),
                        m -> assertThat(m).asString().contains("up section was edited"),
                        m -> assertThat(m).asString().contains("parents were changed"),
                        m -> assertThat(m).asString().contains("there is no such file")));
    assertThat(Folders.lock(folder)).isEqualTo(before);

    Locked locked = new LockVerb(folder).lock(List.of());
    assertThat(locked.resealed()).isEqualTo(ids("a b c"));
    assertThat(locked.removed()).isEqualTo(ids("d"));
    assertThat(folder.read().lockDifferences()).isEmpty();
  }

  @Test
  void conflictMarkersAndBrokenFilesAreRefused() {
    MigrationFolder folder = Folders.sealed(temp, "a<");
    Folders.write(folder, "chain.lock", Folders.lock(folder) + ">>>>>>> x\n");

    assertThatThrownBy(() -> new LockVerb(folder).lock(List.of()))
        .hasMessageContaining("m/chain.lock:3:1: conflict markers");
    Folders.write(folder, Folders.name("b"), "nonsense");
    assertThatThrownBy(() -> new LockVerb(folder).lock(List.of()))
        .hasMessageContaining("no -- migrate:up line");
  }
}
