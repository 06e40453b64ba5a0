package dev.dbpush.core.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.sql.hazard.HazardPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts between Git revisions, of a real repository. */
final class GitPlaceTest {
  @TempDir Path root;
  private Path folder;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void aRepositoryWithThreeMigrations() throws Exception {
    folder = Files.createDirectories(root.resolve("app").resolve("db"));
    git("init", "-q", "-b", "main");
    git("config", "user.email", "a@example.org");
    git("config", "user.name", "a");
    Files.writeString(root.resolve("README"), "empty");
    commit("empty");
    write(1, "CREATE TABLE a (x int);");
    commit("one");
    write(2, "CREATE TABLE b (x int);");
    commit("two");
    write(3, "CREATE TABLE c (x int);");
  }

  @Test
  void theScriptLeadsFromThatRevisionsHeadToTheFolderAsItIs() throws Exception {
    String sql = script("git:one", "head");
    assertThat(sql).contains("CREATE TABLE b").contains("CREATE TABLE c");
    assertThat(sql).doesNotContain("CREATE TABLE a");
    assertThat(warnings).isEmpty();
  }

  @Test
  void bothEndsMayBeRevisionsAndTheWayMayLeadDown() throws Exception {
    assertThat(script("git:one", "git:two"))
        .contains("CREATE TABLE b")
        .doesNotContain("CREATE TABLE c");
    assertThat(script("git:two", "git:one"))
        .contains("DROP TABLE b")
        .doesNotContain("DROP TABLE a");
  }

  @Test
  void filesThatWereEditedSinceAreTold() throws Exception {
    write(1, "CREATE TABLE a (x bigint);");
    assertThat(script("git:main", "head")).contains("CREATE TABLE c").doesNotContain("(x bigint)");
    assertThat(warnings)
        .containsExactly(
            "db/2026_01_01_0001-000000000001_m.sql was edited since main (up); a database that has"
                + " it is not changed by this script");
  }

  @Test
  void aHeadThatIsNotInTheChainAnyMoreIsRefused() throws Exception {
    Files.delete(folder.resolve(name(2)));
    Files.delete(folder.resolve(name(3)));
    refused("git:main", "the head of main is 000000000002, which is not in db");
  }

  @Test
  void whatGitDoesNotKnowIsRefusedWithARemedy() throws Exception {
    refused("git:nowhere", "the repository has no revision \"nowhere\"");
    refused("git:--output=x", "\"--output=x\" is no Git revision");
    refused("git:", "\"\" is no Git revision");
    refused("git:main:app", "\"main:app\" is no Git revision");
    refused("git:empty", "empty has no folder db, or no files in it");
  }

  @Test
  void aShallowCloneSaysHowToGetTheRest() throws Exception {
    Path clone = root.resolve("clone");
    git("clone", "-q", "--depth=1", "file://" + root, clone.toString());
    folder = clone.resolve("app").resolve("db");
    refused("git:one", "git fetch --unshallow");
  }

  @Test
  void aFolderOutsideOfARepositoryIsRefused(@TempDir Path other) throws Exception {
    folder = Files.createDirectory(other.resolve("db"));
    refused("git:main", "db is in no Git repository that git opens: fatal: not a git repository");
  }

  private void refused(String from, String message) {
    assertThatThrownBy(() -> script(from, "head"))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining(message);
  }

  private String script(String from, String to) throws IOException {
    MigrationListener listener =
        new MigrationListener() {
          @Override
          public void warning(String message) {
            warnings.add(message);
          }
        };
    Map<String, String> values = Map.of("from", from, "to", to);
    OfflineCommand command = OfflineCommand.read(null, values::get, HazardPolicy.NONE);
    assertThat(command.needsDatabase()).isFalse();
    MigratorConfig config =
        MigratorConfig.of(Migrations.in(new MigrationFolder(folder, "db"))).withListener(listener);
    OfflineOutcome outcome = command.run(config, root.resolve("out"), root::resolve, "0");
    return Files.readString(outcome.file());
  }

  private static String name(int id) {
    return String.format("2026_01_01_%04d-%012x_m.sql", id, id);
  }

  private void write(int id, String up) throws IOException {
    Files.writeString(
        folder.resolve(name(id)),
        String.format("-- revision: %012x%n-- parent: ", id)
            + (id == 1 ? "none" : String.format("%012x", id - 1))
            + "\n-- created: 2026-01-01T00:0"
            + id
            + "Z\n\n-- migrate:up\n"
            + up
            + "\n\n-- migrate:down\nDROP TABLE "
            + (char) ('a' + id - 1)
            + ";\n");
  }

  private void commit(String tag) throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", tag);
    git("tag", tag);
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
