package dev.dbpush.core.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.sql.hazard.HazardPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script in a file, as a build makes it and compares it. */
final class OfflineCommandTest {
  @TempDir private Path folder;

  private final Map<String, String> options = new HashMap<>();

  @BeforeEach
  void aChainAndItsScript() throws IOException {
    write(
        "CREATE TABLE guild (id bigint PRIMARY KEY, name text);\n"
            + "ALTER TABLE guild DROP COLUMN name;");
    options.put("from", "base");
    options.put("script", "push.sql");
  }

  @Test
  void aCommittedScriptThatIsUpToDateIsLeftAlone() throws IOException {
    assertThat(run().changed()).isTrue();
    options.put("check", "true");
    assertThat(run().changed()).isFalse();
    Path script = folder.resolve("push.sql");
    Files.writeString(script, Files.readString(script).replace("\n", "\r\n"));
    assertThat(run().changed()).isFalse();
  }

  @Test
  void aStaleScriptIsNamedWithTheFirstLineThatDiffers() throws IOException {
    run();
    write("CREATE TABLE guild (id bigint PRIMARY KEY);");
    String committed = Files.readString(folder.resolve("push.sql"));
    options.put("check", "true");
    assertThatThrownBy(this::run)
        .isInstanceOf(MigrationException.class)
        .hasMessageMatching("(?s).*push\\.sql:\\d+:1: the script is stale.*");
    assertThat(folder.resolve("push.sql")).hasContent(committed);
  }

  @Test
  void aScriptThatIsNotThereIsNotUpToDate() {
    options.put("check", "true");
    assertThatThrownBy(this::run)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("cannot read the script");
    options.remove("script");
    assertThatThrownBy(this::run)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("db.script: name the committed file");
  }

  @Test
  void theReportsStandBesideTheScriptAndNameFilesFromTheProject() throws IOException {
    options.put("reports", "json,sarif");
    run();
    assertThat(folder.resolve("push.json")).exists();
    assertThat(Files.readString(folder.resolve("push.sarif")))
        .contains("\"uri\": \"db/migrations/2026_01_01_0001-000000000001_guild.sql\"")
        .contains("\"ruleId\": \"unqualified-table\"");
  }

  private OfflineOutcome run() {
    Migrations source =
        Migrations.in(new MigrationFolder(folder.resolve("migrations"), "./db/migrations"));
    return OfflineCommand.read(null, options::get, HazardPolicy.NONE)
        .run(MigratorConfig.of(source), folder, folder::resolve, "1.0");
  }

  private void write(String up) throws IOException {
    Path file = folder.resolve("migrations/2026_01_01_0001-000000000001_guild.sql");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "-- revision: 000000000001\n"
            + "-- parent: none\n"
            + "-- created: 2026-01-01T00:01Z\n\n"
            + "-- migrate:up\n"
            + up
            + "\n");
  }
}
