package dev.dbpush.core.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.Migrations;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NewMigrationTest {
  @TempDir private Path temp;

  private static NewMigration verb(MigrationFolder folder) {
    return new NewMigration(folder, Folders.CLOCK, Folders.counting());
  }

  @Test
  void theFirstMigrationCreatesTheFolder() {
    MigrationFolder folder = new MigrationFolder(temp.resolve("src/migrations"), "m");
    CreatedMigration created = verb(folder).create("Initial schema!");

    assertThat(created.file()).isEqualTo("2026_02_03_0405-000000000001_initial_schema.sql");
    assertThat(created.parents()).isEmpty();
    assertThat(folder.text(created.file()))
        .isEqualTo(
            "-- revision: 000000000001\n"
                + "-- parent: none\n"
                + "-- created: 2026-02-03T04:05Z\n"
                + "\n-- migrate:up\n"
                + "\n-- migrate:down\n");
    assertThat(Folders.lock(folder).lines().skip(1))
        .containsExactly("000000000001 none - - " + created.file());
  }

  @Test
  void theNextOneFollowsTheHeadAndLeavesTheOtherLinesAlone() {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a");
    String before = Folders.lock(folder);
    CreatedMigration created = verb(folder).create("add email");

    assertThat(created.parents()).isEqualTo(Migrations.ids("b"));
    assertThat(Folders.lock(folder))
        .isEqualTo(before + "000000000001 bbbbbbbbbbbb - - " + created.file() + "\n");
    assertThat(folder.read().chain().heads()).containsExactly(created.revision());
  }

  @Test
  void aDraftsSqlIsWrittenAndBrokenSqlIsNot() {
    MigrationFolder folder = Folders.sealed(temp, "a<");
    CreatedMigration created =
        verb(folder)
            .create(
                new Draft("x", "SELECT 1;", null, "cannot be undone", List.of("made by a test")));

    assertThat(folder.text(created.file()))
        .contains("-- made by a test\n")
        .contains("-- migrate:up\nSELECT 1;\n")
        .contains("-- migrate:down irreversible: cannot be undone\n");

    Map<String, String> before = Folders.everything(folder);
    assertThatThrownBy(
            () -> verb(folder).create(new Draft("y", "SELECT 'open;", "", "", List.of())))
        .isInstanceOf(SqlSyntaxException.class);
    assertThat(Folders.everything(folder)).isEqualTo(before);
  }

  @Test
  void anIdThatIsTakenIsNotUsedAgain() {
    MigrationFolder folder = Folders.sealed(temp, "000000000001<");
    CreatedMigration created = verb(folder).create("second");

    assertThat(created.revision()).isEqualTo(new RevisionId("000000000002"));
  }

  @Test
  void aForkABlankNameAndABrokenLockAreRefusedAndNothingIsWritten() {
    MigrationFolder forked = Folders.sealed(temp.resolve("f"), "a< b<a c<a");
    MigrationFolder broken = Folders.sealed(temp.resolve("l"), "a<");
    Folders.write(broken, "chain.lock", "<<<<<<< HEAD\n=======\n>>>>>>> x\n");
    Map<String, String> before = Folders.everything(forked);

    assertThatThrownBy(() -> verb(forked).create("x"))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining("2 heads")
        .hasMessageContaining("mvn db:merge");
    assertThatThrownBy(() -> verb(forked).create(" ")).hasMessageContaining("needs a name");
    assertThatThrownBy(() -> verb(broken).create("x")).hasMessageContaining("conflict markers");
    assertThat(Folders.everything(forked)).isEqualTo(before);
    assertThat(Folders.everything(broken)).hasSize(2);
  }

  @Test
  void manyInARowMakeALine() {
    MigrationFolder folder = new MigrationFolder(temp.resolve("many"), "m");
    NewMigration verb = new NewMigration(folder, Folders.CLOCK, RevisionIds.random());
    Set<RevisionId> ids = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      ids.add(verb.create("step " + i).revision());
    }
    Chain chain = folder.read().chain();

    assertThat(ids).hasSize(30);
    assertThat(chain.heads()).hasSize(1);
    assertThat(folder.read().lock().lines()).hasSize(30);
  }
}
