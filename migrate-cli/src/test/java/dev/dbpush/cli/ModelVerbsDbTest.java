package dev.dbpush.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class ModelVerbsDbTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void aModel() throws IOException {
    folder = Files.createDirectories(root.resolve("one/two/three"));
    model("CREATE TABLE member (id bigint PRIMARY KEY, name text NOT NULL);");
  }

  @Test
  void aChainGrowsWithTheModel() throws Exception {
    CliRun init = run("init");
    assertThat(init.err()).isEmpty();
    assertThat(init.code()).isZero();
    assertThat(database.query("SELECT to_regclass('member')")).containsExactly("member");
    assertThat(run("check").code()).isZero();

    model("CREATE TABLE member (id bigint PRIMARY KEY, name text NOT NULL, email text);");
    CliRun behind = run("check");
    assertThat(behind.code()).isEqualTo(ExitCode.FAILED);
    assertThat(behind.err()).contains("does not lead to the models").contains("dbpush dev");

    CliRun dev = run("dev", "--format=json");
    assertThat(dev.err()).isEmpty();
    assertThat(dev.out()).startsWith("{").contains("add_email_to_member");
    assertThat(run("schema", "--exit-code").code()).isZero();
    database.execute("ALTER TABLE member ADD COLUMN by_hand int");
    CliRun drifted = run("schema", "--exit-code");
    assertThat(drifted.code()).isEqualTo(ExitCode.DRIFT);
    assertThat(drifted.out()).contains("by_hand");
    assertThat(files()).hasSize(2);
  }

  @Test
  void aTerminalIsAskedAboutRenamesUnlessTheOutputIsForTools() throws Exception {
    run("init");
    model("CREATE TABLE member (id bigint PRIMARY KEY, nick text NOT NULL);");
    List<String> asked = new ArrayList<>();
    UnaryOperator<String> yes =
        question -> {
          asked.add(question);
          return "y";
        };
    assertThat(asking(yes, "dev", "--format=json").code()).isEqualTo(ExitCode.FAILED);
    assertThat(asked).isEmpty();
    CliRun dev = asking(yes, "dev");
    assertThat(dev.err()).isEmpty();
    assertThat(asked)
        .containsExactly(
            "member.name is dropped and member.nick added, which looks like a rename: is it one?"
                + " [y/n] ");
    assertThat(files())
        .filteredOn(file -> !file.toString().endsWith("_initial_schema.sql"))
        .singleElement()
        .satisfies(
            file -> assertThat(Files.readString(file)).contains("RENAME COLUMN name TO nick"));
  }

  @Test
  void whatModelsAndChainLedToIsKeptForTheNextRun() throws Exception {
    run("init");
    Path cache = root.resolve("cache");
    assertThat(Files.exists(cache)).isFalse();
    assertThat(keeping(cache, "check").code()).isZero();
    List<Object> kept = identities(cache);
    assertThat(kept).hasSize(2);
    assertThat(keeping(cache, "check").code()).isZero();
    assertThat(identities(cache)).isEqualTo(kept);
    model("CREATE TABLE other (id bigint PRIMARY KEY);");
    assertThat(keeping(cache, "check").code()).isEqualTo(ExitCode.FAILED);
    assertThat(identities(cache)).hasSize(2).isNotEqualTo(kept);
  }

  @Test
  void aFreshBeginningDropsFilesAndObjectsAndStartsFromTheModel() throws Exception {
    run("init");
    database.execute("CREATE TABLE by_hand ()");
    model("CREATE TABLE guild (id bigint PRIMARY KEY);");
    CliRun dry = run("nuke", "--fresh", "--dry-run", "--format=json");
    assertThat(dry.out()).startsWith("{").contains("\"verb\": \"nuke\"", "\"chain.lock\"");
    CliRun refused = run("nuke", "--fresh");
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(database.query("SELECT to_regclass('member')")).containsExactly("member");
    CliRun fresh = run("nuke", "--fresh", "--confirm=" + database.name());
    assertThat(fresh.err()).isEmpty();
    assertThat(database.query("SELECT to_regclass('member'), to_regclass('by_hand')"))
        .containsExactly("null");
    assertThat(database.query("SELECT to_regclass('guild')")).containsExactly("guild");
    assertThat(files()).hasSize(1);
  }

  @Test
  void aCommentOfTheModelCannotLeaveItsStatement() throws Exception {
    database.execute("CREATE TABLE canary (id int); INSERT INTO canary VALUES (1)");
    model(
        """
        CREATE TABLE canary (id int);
        CREATE TABLE "x"" (y); DROP TABLE canary; --" (id int);
        COMMENT ON TABLE "x"" (y); DROP TABLE canary; --" IS 'a'';
        -- migrate:down
        DROP TABLE canary; --
        \\! touch pwned';
        """);
    CliRun dev = run("dev", "--adopt", "--name=canary");
    assertThat(dev.err()).isEmpty();
    CliRun second = run("dev", "--name=../../x'; DROP TABLE canary; --");
    assertThat(second.err()).isEmpty();
    assertThat(run("status", "--exit-code").code()).isZero();
    assertThat(run("downgrade", "-1").code()).isZero();
    assertThat(database.query("SELECT id FROM canary")).containsExactly("1");
    assertThat(files()).hasSize(2).allMatch(file -> file.getParent().endsWith("migrations"));
  }

  @Test
  void aRevisionAndAScriptAreMeasuredOnAScratchServer() throws Exception {
    run("init");
    CliRun show = run("show", "--measure");
    assertThat(show.err()).isEmpty();
    assertThat(show.out()).containsIgnoringCase("measured");
    CliRun script = run("script", "--from=base", "--measure");
    assertThat(script.err()).isEmpty();
    assertThat(script.out()).containsIgnoringCase("measured");
  }

  @Test
  void whatOnlyTheMavenPluginCanIsSaid() {
    CliRun embedded = CliRun.of(folder, Map.of(), "dev", "--model=sql:model.sql");
    assertThat(embedded.code()).isEqualTo(ExitCode.FAILED);
    assertThat(embedded.err()).contains("no scratch server is named").contains("--scratch=");
    CliRun entities = run("dev", "--model=jpa");
    assertThat(entities.code()).isEqualTo(ExitCode.FAILED);
    assertThat(entities.err()).contains("only its build knows").contains("sql:PATH");
  }

  private CliRun run(String... arguments) {
    return CliRun.of(folder, environment(""), complete(arguments));
  }

  /** With a folder for what is kept from run to run. */
  private CliRun keeping(Path cache, String... arguments) {
    return CliRun.of(folder, environment(cache.toString()), complete(arguments));
  }

  /** At a terminal where somebody answers. */
  private CliRun asking(UnaryOperator<String> asker, String... arguments) {
    return CliRun.of(folder, environment(""), asker, complete(arguments));
  }

  private String[] complete(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (Stream.of("init", "dev", "check", "schema", "nuke").anyMatch(all.get(0)::equals)
        && all.stream().noneMatch(argument -> argument.startsWith("--model"))) {
      all.add("--model=sql:model.sql");
    }
    if (!List.of("status", "downgrade").contains(all.get(0))) {
      all.add("--scratch=" + database.server().url("postgres"));
    }
    return all.toArray(String[]::new);
  }

  private Map<String, String> environment(String cache) {
    return Map.of(
        "DATABASE_URL", database.url(),
        "PGUSER", database.user(),
        "PGPASSWORD", database.password(),
        "DBPUSH_CACHE", cache);
  }

  /** A file that is written anew is another one. */
  private static List<Object> identities(Path cache) throws IOException {
    List<Object> identities = new ArrayList<>();
    try (Stream<Path> files = Files.walk(cache)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        identities.add(
            file + " " + Files.readAttributes(file, BasicFileAttributes.class).fileKey());
      }
    }
    return identities;
  }

  private void model(String sql) throws IOException {
    Files.writeString(folder.resolve("model.sql"), sql);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().matches(".*-[0-9a-f]{12}_.*\\.sql")).toList();
    }
  }
}
