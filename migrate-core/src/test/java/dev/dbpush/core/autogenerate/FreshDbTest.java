package dev.dbpush.core.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.safety.ProtectVerb;
import dev.dbpush.core.safety.SafetyOptions;
import dev.dbpush.core.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A nuke that begins anew: refused or done, as files and database show. */
final class FreshDbTest {
  private static final String TABLES =
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'dbpush%'"
          + " ORDER BY 1";

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path root;

  private Workshop workshop;

  @BeforeEach
  void twoMigrations() {
    workshop = new Workshop(root, database);
    workshop.model("CREATE TABLE member (id int);").dev();
    workshop.model("CREATE TABLE member (id int); CREATE TABLE guild (id int);").dev();
  }

  @Test
  void theFilesGoAndTheFirstMigrationIsWrittenAndPushed() throws Exception {
    workshop.model("CREATE TABLE anew (id int);");
    FreshOutcome outcome = fresh(database.name(), false);
    assertThat(outcome.removed()).hasSize(3).contains(ChainLock.FILE_NAME);
    assertThat(names()).hasSize(2).contains(ChainLock.FILE_NAME);
    assertThat(database.query(TABLES)).containsExactly("anew");
    assertThat(workshop.migrator().status().isClean()).isTrue();
  }

  @Test
  void aDryRunTouchesNothing() throws Exception {
    List<String> before = names();
    assertThat(fresh(null, true).init()).isNull();
    assertThat(names()).isEqualTo(before);
    assertThat(database.query(TABLES)).containsExactly("guild", "member");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unconfirmed", "protected", "without a model"})
  void aRefusalTouchesNothing(String why) throws Exception {
    List<String> before = names();
    if (why.equals("protected")) {
      new ProtectVerb(workshop.live()).run(true);
    } else if (why.equals("without a model")) {
      workshop.models();
    }
    assertThatThrownBy(() -> fresh(why.equals("unconfirmed") ? null : database.name(), false))
        .hasMessageMatching("(?s).*(needs the database's name|is protected|no model).*");
    assertThat(names()).isEqualTo(before);
    assertThat(database.query(TABLES)).containsExactly("guild", "member");
  }

  @Test
  void filesAloneAreNotDeletedUnconfirmed() throws Exception {
    database.execute("DROP TABLE member, guild; DELETE FROM dbpush_history");
    assertThatThrownBy(() -> fresh(null, false)).hasMessageContaining("3 files of migrations");
    assertThat(names()).hasSize(3);
  }

  @Test
  void aModelThatCannotBeReadIsFoundBeforeAnythingIsLost() throws Exception {
    List<String> before = names();
    workshop.model("CREATE TABLE wrong (id nosuchtype);");
    assertThatThrownBy(() -> fresh(database.name(), false)).hasMessageContaining("nosuchtype");
    assertThat(names()).isEqualTo(before);
    assertThat(database.query(TABLES)).containsExactly("guild", "member");
  }

  private FreshOutcome fresh(String confirm, boolean dryRun) throws SQLException {
    SafetyOptions options =
        new SafetyOptions(confirm, null, Set.of(), dryRun, null, List.of("public"));
    return new FreshVerb(workshop.config(), workshop.maker(), options).run(null, workshop.live());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(workshop.folder().path())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
