package dev.dbpush.core.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.syntax.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that lie beside the files, and are compared by their own word of what they are for. */
final class CommittedScriptTest {
  private static final String COPY = "COPY guild (id) FROM stdin;\n1\n2\n\\.\n";

  @TempDir private Path folder;
  private TestChain chain;

  @BeforeEach
  void aChain() {
    // no database is asked for
    chain =
        new TestChain(folder.resolve("migrations"), TestDatabase.create())
            .revision(1, "CREATE TABLE guild (id bigint PRIMARY KEY);", "DROP TABLE guild;")
            .revision(2, COPY, "DELETE FROM guild;")
            .revision(
                3,
                "ALTER TABLE guild ADD COLUMN name text;",
                "ALTER TABLE guild DROP COLUMN name;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=base copy=insert",
        "from=base idempotent=false",
        "from=000000000001 copy=insert flavour=plain",
        "from=base variant=preflight",
        "from=base variant=verify idempotent=false",
        "from=000000000002 variant=rehearsal",
        "from=base copy=insert serverVersion=16",
        "from=base copy=insert serverVersion=14-17 forDatabase=shop",
        "from=head to=000000000001 direction=down",
        "from=head to=base direction=down variant=verify",
      })
  void whatWasRenderedIsNotStale(String options) throws IOException {
    render(options);
    assertThat(check("push.sql")).isEmpty();
    edit("step_1", "id bigint", "id int");
    edit("step_1", "DROP TABLE guild", "DROP TABLE public.guild");
    edit("step_2", "DELETE FROM", "DELETE FROM ONLY");
    edit("step_3", "name text", "title text");
    edit("step_3", "DROP COLUMN name", "DROP COLUMN title");
    assertThat(check("push.sql"))
        .singleElement()
        .asString()
        .matches(
            "(?s)push\\.sql:\\d+:1: the script is stale: .*db:script -Ddb\\.script=push\\.sql.*");
  }

  @Test
  void aRevisionThatTheScriptLacksMakesItStale() throws IOException {
    render("from=base idempotent=false");
    chain.revision(4, "CREATE TABLE more (id int);", "DROP TABLE more;");
    assertThat(check("push.sql")).hasSize(1);
  }

  @Test
  void everyFileThatIsWrongIsToldOf() throws IOException {
    render("from=base idempotent=false");
    Files.writeString(folder.resolve("notes.sql"), "SELECT 1;\n");
    assertThat(check("push.sql, notes.sql,absent.sql"))
        .extracting(Problem::file)
        .containsExactly("notes.sql", "absent.sql");
  }

  @Test
  void aScriptFromARevisionThatIsNoLongerThereIsRefusedByName() throws IOException {
    render("from=000000000002 idempotent=false");
    Path script = folder.resolve("push.sql");
    Files.writeString(script, Files.readString(script).replace("000000000002", "00000000abcd"));
    assertThat(check("push.sql"))
        .singleElement()
        .asString()
        .startsWith("push.sql: ")
        .contains("00000000abcd");
  }

  private void edit(String slug, String from, String to) throws IOException {
    try (var files = Files.list(folder.resolve("migrations"))) {
      Path file = files.filter(each -> each.toString().contains(slug)).findFirst().orElseThrow();
      Files.writeString(file, Files.readString(file).replace(from, to));
    }
  }

  private void render(String options) {
    Map<String, String> values =
        Arrays.stream(options.split(" "))
            .map(option -> option.split("="))
            .collect(Collectors.toMap(option -> option[0], option -> option[1]));
    values.put("script", "push.sql");
    Function<String, String> value = values::get;
    OfflineCommand.read(
            values.containsKey("direction") ? Direction.DOWN : null,
            value::apply,
            HazardPolicy.NONE)
        .run(config(), folder, folder::resolve, "1.0");
  }

  private List<Problem> check(String names) {
    return CommittedScript.check(config(), HazardPolicy.NONE, names, folder::resolve);
  }

  private MigratorConfig config() {
    return MigratorConfig.of(
        Migrations.in(new MigrationFolder(folder.resolve("migrations"), "migrations")));
  }
}
