package dev.dbpush.core.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.Migrations;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckTest {
  @TempDir private Path temp;

  private static List<String> problems(MigrationFolder folder) {
    return Folders.check(folder.read()).problems().stream().map(Object::toString).toList();
  }

  @Test
  void aSoundFolderPasses() {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a c<a d<b,c");
    CheckReport report = Folders.check(folder.read());

    assertThat(report.passed()).isTrue();
    assertThat(report.revisions()).isEqualTo(4);
  }

  @Test
  void anEmptyFolderPasses() {
    assertThat(problems(new MigrationFolder(temp, "m"))).isEmpty();
  }

  @Test
  void aCharacterThatReordersWhatAReviewerReadsIsAProblemWithItsPlace() {
    MigrationFolder folder = Folders.unlocked(temp, "a<");
    String name = Folders.name("a");
    String text = folder.text(name);
    int line = text.substring(0, text.indexOf("-- migrate:up")).split("\n", -1).length + 2;
    Folders.write(
        folder,
        name,
        text.replace(
            "-- migrate:up\n", "-- migrate:up\nSELECT 1;\nSELECT 'user\u202e'; -- \u2066\n"));
    assertThat(problems(folder))
        .contains(
            "m/"
                + name
                + ":"
                + line
                + ":13: U+202E changes the order in which its line is shown\n"
                + "  take it out; in a constant, write U&'\\202E'");
  }

  @Test
  void aForkIsAProblem() {
    assertThat(problems(Folders.sealed(temp, "a< b<a c<a")))
        .containsExactly(
            "m: the chain has 2 heads: "
                + Folders.name("b")
                + ", "
                + Folders.name("c")
                + "\n  mvn db:rebase sets one branch behind the other, mvn db:merge joins both");
  }

  @Test
  void aMissingLockFileIsOneProblem() {
    assertThat(problems(Folders.unlocked(temp, "a< b<a")))
        .containsExactly("m/chain.lock: there is no lock file\n  mvn db:lock writes it; commit it");
  }

  @Test
  void anEmptyMigrationAndItsOpenLineAreProblems() {
    MigrationFolder folder = Folders.sealed(temp, "a<");
    new NewMigration(folder, Folders.CLOCK, Folders.counting()).create("todo");

    assertThat(problems(folder))
        .satisfiesExactly(
            p ->
                assertThat(p)
                    .startsWith("m/2026_02_03_0405-000000000001_todo.sql:6:1: the up")
                    .contains("no statement"),
            p -> assertThat(p).startsWith("m/chain.lock:3:1: revision 000000000001 is still open"));
  }

  @Test
  void aWayBackIsThereOrItIsSaidWhyNot() {
    MigrationFolder folder = Folders.unlocked(temp, "a< b<a c<b d<c");
    String down = "-- migrate:down\nDROP TABLE t_";
    Folders.edit(folder, Folders.name("a"), down + "a;\n", "");
    Folders.edit(folder, Folders.name("b"), down + "b;\n", "-- migrate:down irreversible\n");
    Folders.edit(folder, Folders.name("c"), down + "c;\n", "-- migrate:down irreversible: gone\n");
    Folders.edit(folder, Folders.name("d"), "DROP TABLE t_d;\n", "-- nothing\n");
    new LockVerb(folder).lock(List.of());

    assertThat(problems(folder))
        .satisfiesExactly(
            p -> assertThat(p).contains("aaaa").contains("neither a down section nor a reason"),
            p -> assertThat(p).contains("bbbb").contains("neither a down section nor a reason"),
            p -> assertThat(p).contains("dddd").contains("down section has no statement"));
  }

  @Test
  void theNamesMinuteIsThatOfTheHeader() {
    MigrationFolder folder = Folders.sealed(temp, "a<");
    Folders.edit(folder, Folders.name("a"), "2025-12-01T20:53Z", "2026-01-01T00:00Z");

    assertThat(problems(folder))
        .singleElement()
        .asString()
        .contains("rename the file to 2026_01_01_0000-aaaaaaaaaaaa_rev_a.sql");
  }

  @Test
  void markersOfAFailedMergeInSqlAreFoundButNotInText() {
    MigrationFolder folder = Folders.unlocked(temp, "a< b<a");
    Folders.edit(
        folder,
        Folders.name("a"),
        "CREATE",
        "SELECT 1;\n<<<<<<< HEAD\nSELECT 2;\n=======\nSELECT 3;\n>>>>>>> x\nCREATE");
    Folders.edit(folder, Folders.name("b"), "CREATE", "SELECT '\n<<<<<<< HEAD\n';\nCREATE");
    new LockVerb(folder).lock(List.of());

    assertThat(problems(folder))
        .satisfiesExactly(
            p -> assertThat(p).startsWith("m/" + Folders.name("a") + ":7:1: a conflict marker"),
            p -> assertThat(p).startsWith("m/" + Folders.name("a") + ":11:1: a conflict marker"));
  }

  @Test
  void everythingWrongIsInOneReport() throws IOException {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a c<b d<c e<d");
    Folders.write(folder, Folders.name("b"), "broken");
    Folders.edit(folder, Folders.name("c"), "CREATE TABLE t_c (id bigint);", "");
    Folders.edit(folder, Folders.name("d"), "-- parent: c", "-- parent: f");
    Files.delete(folder.path().resolve(Folders.name("e")));
    Folders.write(folder, "dump.sql", "SELECT 1;");
    Folders.edit(folder, "chain.lock", "aaaaaaaaaaaa none", "aaaaaaaaaaaa nothing");

    assertThat(problems(folder))
        .satisfiesExactly(
            p -> assertThat(p).contains(Folders.name("b")).contains("no -- migrate:up line"),
            p -> assertThat(p).contains(Folders.name("c")).contains("up section was edited"),
            p -> assertThat(p).contains(Folders.name("c")).contains("up section has no statement"),
            p -> assertThat(p).contains(Folders.name("d")).contains("has no file"),
            p -> assertThat(p).contains(Folders.name("d")).contains("parents were changed"),
            p -> assertThat(p).contains("chain.lock:2:1: \"nothing\" is not none"),
            p -> assertThat(p).contains("chain.lock:6:1: ").contains("there is no such file"),
            p -> assertThat(p).contains("m/dump.sql: not the name of a migration file"));
  }

  @Test
  void furtherChecksOfFilesAreAskedAndTheirPlacesCompleted() {
    MigrationFolder folder = Folders.sealed(temp, "a< b<a");
    Check check =
        new Check(
            List.of(
                file ->
                    file.revision().equals(Migrations.id("b"))
                        ? List.of(new Problem("", new SourcePosition(6, 1), "DISCARD", "no"))
                        : List.of()));

    assertThat(check.run(folder.read()).problems())
        .extracting(Object::toString)
        .containsExactly("m/" + Folders.name("b") + ":6:1: DISCARD\n  no");
  }

  @Test
  void statementsThatAMigrationMustNotHoldAreNamedInBothSections() {
    MigrationFolder folder = Folders.unlocked(temp, "a< b<a");
    Folders.edit(folder, Folders.name("a"), "CREATE", "DISCARD ALL;\nBEGIN;\nCREATE");
    Folders.edit(folder, Folders.name("b"), "DROP", "ROLLBACK;\nDROP");
    new LockVerb(folder).lock(List.of());

    assertThat(Check.withStatements(17).run(folder.read()).problems())
        .extracting(Object::toString)
        .satisfiesExactly(
            p -> assertThat(p).startsWith("m/" + Folders.name("a") + ":6:1: ").contains("DISCARD"),
            p -> assertThat(p).startsWith("m/" + Folders.name("a") + ":7:1: ").contains("BEGIN"),
            p ->
                assertThat(p).startsWith("m/" + Folders.name("b") + ":9:1: ").contains("ROLLBACK"));
    assertThat(problems(folder)).isEmpty();
  }
}
