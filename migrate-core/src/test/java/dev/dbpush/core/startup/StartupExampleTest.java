package dev.dbpush.core.startup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StartupExampleTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;

  @Test
  void theExampleOfTheGuideMigrates() {
    new TestChain(folder, database).revision(1, "CREATE TABLE a ();", "DROP TABLE a;");
    String login =
        database.user() + ":" + URLEncoder.encode(database.password(), StandardCharsets.UTF_8);
    String url = database.url().replace("jdbc:postgresql://", "postgresql://" + login + "@");
    StartupOutcome outcome = StartupExample.migrate(url, folder);
    assertThat(outcome.pushed()).hasSize(1);
    assertThat(outcome.source()).isEqualTo(folder.toString());
  }

  @Test
  void theProbeOfTheGuideTellsRunningFromReady() throws Exception {
    new TestChain(folder, database)
        .revision(
            1, "-- migrate:lock-timeout 0\nSELECT pg_catalog.pg_advisory_xact_lock(4711);", "");
    StartupMigration migration =
        StartupMigration.at(database.url(), database.user(), database.password())
            .folder(folder)
            .build();
    HttpServer server = ReadinessExample.probe(migration, 0);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Connection gate = database.connect();
        Statement statement = gate.createStatement()) {
      assertThat(ready(server)).isEqualTo("503 not begun");
      statement.execute("SELECT pg_catalog.pg_advisory_lock(4711)");
      Future<StartupOutcome> run = executor.submit(migration::run);
      while (migration.progress().step() == 0 && !run.isDone()) {
        Thread.sleep(10);
      }
      assertThat(ready(server)).isEqualTo("503 running 1/1: 000000000001 step_1");
      statement.execute("SELECT pg_catalog.pg_advisory_unlock(4711)");
      assertThat(run.get().pushed()).hasSize(1);
      assertThat(ready(server)).isEqualTo("200 done");
    } finally {
      executor.shutdownNow();
      server.stop(0);
    }
  }

  private static String ready(HttpServer server) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ready");
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  @ParameterizedTest
  @ValueSource(strings = {"StartupExample", "ReadinessExample"})
  void theExamplesOfTheGuideAreTheOnesThatAreCompiled(String name) throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/dev/dbpush/core/startup/" + name + ".java"));
    String example =
        source.substring(
            source.indexOf("// example\n") + "// example\n".length(),
            source.indexOf("// end of example"));
    String guide =
        Files.readString(Path.of("../docs/startup.md"))
            .replaceAll("import dev\\.dbpush\\.core\\.startup\\.\\w+;\n", "");
    assertThat(guide).contains("```java\n" + example + "```");
  }
}
