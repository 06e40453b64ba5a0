package dev.dbpush.core.offline;

import static dev.dbpush.core.offline.ScriptDatabase.EXACT;
import static dev.dbpush.core.offline.ScriptDatabase.IDEMPOTENT;
import static dev.dbpush.core.offline.ScriptDatabase.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.StandbyServer;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.core.testing.TestServer;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.text.TextOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of script in every kind of client where it must not run: nothing runs, and the history
 * stays as it was.
 */
final class CarelessClientsDbTest {
  @RegisterExtension private final TestDatabase database = TestDatabase.on(TestServer::dumpable);

  @TempDir private Path folder;

  private static List<TextOptions> texts(CarelessClient client) {
    return client.isPsql() ? List.of(IDEMPOTENT, EXACT, PLAIN) : List.of(PLAIN);
  }

  private ScriptDatabase chain() {
    ScriptDatabase scripts = new ScriptDatabase(folder, database);
    scripts.chain();
    return scripts;
  }

  @ParameterizedTest
  @EnumSource
  void aScriptThatStartsElsewhereRunsNothing(CarelessClient client) throws Exception {
    ScriptDatabase scripts = chain();
    for (TextOptions text : texts(client)) {
      String second =
          scripts.script(text, Direction.UP, ScriptDatabase.at(1), Target.HEAD).asString();
      assertThat(client.run(database, second)).contains("000000000002");
      assertThat(scripts.objects()).isEmpty();
      assertThat(scripts.history()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSecondRunChangesNothing(CarelessClient client) throws Exception {
    ScriptDatabase scripts = chain();
    scripts.chain().migrator().push(Target.HEAD);
    List<String> rows = rows();
    for (TextOptions text : texts(client)) {
      String errors = client.run(database, scripts.up(text));
      if (!text.idempotent()) {
        assertThat(errors).contains("is already applied");
      }
      assertThat(rows()).isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aScriptForAnotherDatabaseRunsNothing(CarelessClient client) throws Exception {
    ScriptDatabase scripts = chain();
    Migrations source = Migrations.in(new MigrationFolder(folder, "migrations"));
    for (TextOptions text : texts(client)) {
      ScriptRequest request =
          ScriptRequest.push()
              .between(Target.BASE, Target.HEAD)
              .written(text)
              .only("elsewhere", null);
      String script = new OfflineScript(MigratorConfig.of(source)).render(request).asString();
      assertThat(client.run(database, script)).contains("this script is for database elsewhere");
      assertThat(scripts.objects()).isEmpty();
      assertThat(scripts.history()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPartWithoutTheSetUpRunsNothing(CarelessClient client) throws Exception {
    ScriptDatabase scripts = chain();
    scripts.chain().migrator().push(ScriptDatabase.at(1));
    List<String> rows = rows();
    for (TextOptions text : texts(client)) {
      String script = scripts.up(text);
      for (int segment : segments(script)) {
        client.run(database, script.substring(segment));
        assertThat(scripts.objects()).containsExactly("1.1");
        assertThat(rows()).isEqualTo(rows);
      }
    }
  }

  /** Where the headings of the segments are. */
  private static List<Integer> segments(String script) {
    List<Integer> places = new ArrayList<>();
    Matcher headings = Pattern.compile("(?m)^-- -+\\n-- \\d+/\\d+ ").matcher(script);
    while (headings.find()) {
      places.add(headings.start());
    }
    assertThat(places).hasSize(5);
    return places;
  }

  @Test
  void aStandbyTakesNothing() throws Exception {
    try (StandbyServer standby =
        StandbyServer.start(
            folder.resolve("server"),
            primary -> {
              try (TestDatabase first = TestDatabase.named(primary, "postgres")) {
                new ScriptDatabase(folder, first).chain().migrator().push(ScriptDatabase.at(1));
              }
            })) {
      TestDatabase copy = TestDatabase.named(standby.server(), "postgres");
      ScriptDatabase scripts = new ScriptDatabase(folder, copy);
      for (CarelessClient client : CarelessClient.values()) {
        for (TextOptions text : texts(client)) {
          assertThat(client.run(copy, scripts.up(text)))
              .as("%s %s", client, text)
              .containsAnyOf("read-only transaction", "during recovery", "standby");
          assertThat(scripts.history()).containsExactly("1 done 1/1");
          assertThat(scripts.objects()).containsExactly("1.1");
        }
      }
    }
  }

  private List<String> rows() throws Exception {
    return database.query("SELECT h::text FROM dbpush_history h ORDER BY revision");
  }
}
