package dev.dbpush.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.TestBinaries;
import dev.dbpush.embedded.PostgresServer;
import dev.dbpush.embedded.ServerFolder;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.file.RevisionId;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes away in the middle of a push, and one that comes back while a push waits. */
final class ServerRestartTest {
  @TempDir Path work;

  @Test
  void aPushSurvivesARestartOfTheServer() throws Exception {
    int port = freePort();
    ServerFolder server =
        ServerFolder.in(work.resolve("db"), Integer.getInteger("test.postgres", 17), TestBinaries.find())
            .withPort(port);
    UrlDatabase database =
        new UrlDatabase(
            DatabaseUrl.parse("postgresql://127.0.0.1:" + port + "/postgres"),
            PostgresServer.USER,
            null,
            "dbpush");
    server.start();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      write(1, "CREATE TABLE a (x int);");
      write(2, "INSERT INTO a VALUES (1);\nSELECT pg_sleep(60);");
      Future<PushOutcome> push = pool.submit(() -> migrator(database).push(Target.HEAD));
      waitForSleep(database);
      server.stop();
      assertThatThrownBy(() -> push.get(60, TimeUnit.SECONDS))
          .hasMessageContaining("The connection broke");
      write(2, "INSERT INTO a VALUES (1);");
      Future<PushOutcome> second = pool.submit(() -> migrator(database).push(Target.HEAD));
      Thread.sleep(500); // the second push meets a server that is not there yet
      server.start();
      assertThat(second.get(90, TimeUnit.SECONDS).script().steps()).hasSize(1);
      assertThat(count(database, "SELECT count(*) FROM a")).isEqualTo(1);
      assertThat(migrator(database).status().isClean()).isTrue();
    } finally {
      pool.shutdownNow();
      server.stop();
    }
  }

  private Migrator migrator(UrlDatabase database) {
    return new Migrator(
        MigratorConfig.of(Migrations.in(new MigrationFolder(work.resolve("migrations"), "migrations")))
            .withDatabase(database)
            .withRetries(
                new Retry(8, Duration.ofMillis(250)),
                MigratorConfig.DEFAULT_LOCK_RETRY,
                Duration.ofSeconds(20)));
  }

  private void write(int number, String up) throws IOException {
    Files.createDirectories(work.resolve("migrations"));
    MigrationTemplate template =
        new MigrationTemplate(
            new RevisionId(TestChain.id(number)),
            number == 1 ? List.of() : List.of(new RevisionId(TestChain.id(number - 1))),
            "2026-01-01T00:00Z",
            "step_" + number,
            up,
            null,
            "not needed here",
            List.of());
    Files.writeString(work.resolve("migrations").resolve(template.fileName()), template.text());
  }

  private static void waitForSleep(UrlDatabase database) throws Exception {
    for (int i = 0; i < 300; i++) {
      if (count(
              database,
              "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
                  + " AND query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()")
          > 0) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the push did not get to its second step");
  }

  private static int count(UrlDatabase database, String sql) throws Exception {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
